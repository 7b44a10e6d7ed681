package dev.starfold.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.reaction.KnownReview.Status;
import dev.starfold.reaction.ReactionEvent.ReactionAdded;
import dev.starfold.reaction.ReactionEvent.ReactionRemoved;
import dev.starfold.reaction.publishing.PublicReaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every sequence of commands in one stream, whether or not they are rejected. */
class ReactionProperties {

    private static final UUID REVIEW = UUID.randomUUID();
    private static final UUID STREAM = Reaction.id(REVIEW, "ben");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** A command to be: {@code null} takes the reaction back. */
    record Step(ReactionKind kind, Status status) {}

    @Property
    void theStateIsTheFoldOfTheHistory(@ForAll("steps") List<Step> steps) {
        Run run = Run.of(steps);
        assertThat(run.state).isEqualTo(Reaction.fold(run.history));
        assertThat(run.state == null ? 0 : run.state.version()).isEqualTo(run.history.size());
    }

    @Property
    void anAdditionFollowsNoneOrARemovalOrRepeatsItsKindAndARemovalFollowsAnAddition(
            @ForAll("steps") List<Step> steps) {
        ReactionKind standing = null;
        for (ReactionEvent event : Run.of(steps).history) {
            switch (event) {
                case ReactionAdded added -> {
                    assertThat(standing).isIn(null, added.kind());
                    standing = added.kind();
                }
                case ReactionRemoved _ -> {
                    assertThat(standing).isNotNull();
                    standing = null;
                }
            }
        }
    }

    @Property
    void whatStandsWasGivenWhenItsKindWasGivenFirst(@ForAll("steps") List<Step> steps) {
        Instant since = null;
        Run run = Run.of(steps);
        for (ReactionEvent event : run.history) {
            since = event instanceof ReactionRemoved ? null : since == null ? event.at() : since;
        }
        if (Reaction.stands(run.state)) {
            assertThat(run.state.at()).isEqualTo(since);
        }
    }

    @Property
    void theLastAcceptedCommandIsWhatStands(@ForAll("steps") List<Step> steps) {
        ReactionKind expected = null;
        for (Step step : steps) {
            expected = step.kind == null ? null : step.status == Status.PUBLIC ? step.kind : expected;
        }
        Reaction state = Run.of(steps).state;
        assertThat(state == null || !state.active() ? null : state.kind()).isEqualTo(expected);
    }

    @Property
    void everyVersionButARepeatHasOnePublicEventWithTheStateAfterIt(@ForAll("steps") List<Step> steps) {
        List<ReactionEvent> history = Run.of(steps).history;
        List<Recorded<ReactionEvent>> recorded = IntStream.range(0, history.size())
                .mapToObj(i -> new Recorded<>(STREAM, i + 1, history.get(i), Metadata.of("ben", null)))
                .toList();
        for (int version = 1; version <= recorded.size(); version++) {
            var event = PublicReaction.eventOrNothing(recorded.subList(0, version));
            boolean repeat = version > 1
                    && history.get(version - 1) instanceof ReactionAdded
                    && history.get(version - 2) instanceof ReactionAdded;
            assertThat(event == null).isEqualTo(repeat);
            if (event == null) {
                continue;
            }
            var data = (PublicReaction) event.data();
            assertThat(data.version()).isEqualTo(version);
            assertThat(data.reactionId()).isEqualTo(STREAM).hasToString(event.subject());
            assertThat(data.active()).isEqualTo(event.type().equals("reaction-added"));
            assertThat(event.key()).isEqualTo("anime:1");
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(ReactionKind.class).injectNull(0.3),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(5, Arbitraries.just(Status.PUBLIC)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.of(Status.class))))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    private static final class Run {
        private final List<ReactionEvent> history = new ArrayList<>();
        private Reaction state;

        static Run of(List<Step> steps) {
            Run run = new Run();
            steps.forEach(run::take);
            return run;
        }

        private void take(Step step) {
            Instant at = START.plusSeconds(history.size());
            KnownReview review = new KnownReview(REVIEW, "anime:1", "ana", step.status);
            ReactionCommand command = step.kind == null
                    ? new ReactionCommand.Remove(at)
                    : new ReactionCommand.React(review, "ben", step.kind, at);
            try {
                for (ReactionEvent event : ReactionDecider.decide(state, command)) {
                    state = Reaction.evolve(state, event);
                    history.add(event);
                }
            } catch (Rejection rejection) {
                assertThat(step.status).isNotEqualTo(Status.PUBLIC);
            }
        }
    }
}
