package dev.starfold.rating.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What came together, reduced and split. */
class PollProperties {

    @Property
    void holdsTheNewestOfEachIdInTheirOrder(@ForAll("states") List<ReviewState> states) {
        var poll = Poll.of(states).states();
        assertThat(poll)
                .extracting(ReviewState::reviewId)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(states).allSatisfy(state -> assertThat(poll)
                .anyMatch(kept -> kept.reviewId().equals(state.reviewId()) && kept.version() >= state.version()));
        assertThat(states).containsAll(poll);
    }

    @Property
    void itsPartsHaveAllOfItAndNoSubjectInCommon(
            @ForAll("states") List<ReviewState> states, @ForAll @IntRange(min = 1, max = 5) int parts) {
        var poll = Poll.of(states);
        var split = poll.bySubject(parts);
        assertThat(split).hasSizeLessThanOrEqualTo(parts).noneMatch(part -> part.states()
                .isEmpty());
        assertThat(split.stream().flatMap(part -> part.states().stream()))
                .containsExactlyInAnyOrderElementsOf(poll.states());
        var seen = new HashSet<String>();
        split.forEach(part -> assertThat(Stream.of(part.subjects())).allMatch(seen::add));
        split.forEach(
                part -> assertThat(part.states()).isSortedAccordingTo(Comparator.comparing(ReviewState::reviewId)));
    }

    @Provide
    Arbitrary<List<ReviewState>> states() {
        var ids = Arbitraries.longs().between(-5, 5).map(i -> new UUID(i, 0));
        var subjects = Arbitraries.integers().between(0, 6).map(i -> "manga:" + i);
        return Combinators.combine(ids, subjects, Arbitraries.integers().between(1, 4))
                .as((id, subject, version) ->
                        Submitted.of(subject, 7).by("author").state(id, "public", version))
                .list()
                .ofMaxSize(40);
    }
}
