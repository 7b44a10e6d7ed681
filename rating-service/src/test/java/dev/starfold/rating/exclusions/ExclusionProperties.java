package dev.starfold.rating.exclusions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.rating.exclusions.ExclusionCommand.Add;
import dev.starfold.rating.exclusions.ExclusionCommand.Remove;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionAdded;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionRemoved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** What holds for every sequence of commands in one stream, rejected or not. */
class ExclusionProperties {

    private static final UUID ID = UUID.fromString("0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11");
    private static final Instant START = Instant.parse("2026-04-05T09:30:00Z");

    enum Step {
        ADD,
        REMOVE,
        REMOVE_ELSEWHERE
    }

    @Property
    void theStateIsTheFoldOfTheHistory(@ForAll List<Step> steps) {
        var run = new Run(steps);
        assertThat(run.state).isEqualTo(Exclusion.fold(run.history));
        assertThat(run.state == null ? 0 : run.state.version()).isEqualTo(run.history.size());
    }

    @Property
    void itIsActiveIfAddedAndNotRemovedSince(@ForAll List<Step> steps) {
        int added = steps.indexOf(Step.ADD);
        boolean removed = added >= 0 && steps.subList(added, steps.size()).contains(Step.REMOVE);
        var run = new Run(steps);
        assertThat(run.state != null && run.state.active()).isEqualTo(added >= 0 && !removed);
        assertThat(run.history.stream().map(Object::getClass).toList())
                .isEqualTo(
                        added < 0
                                ? List.of()
                                : removed
                                        ? List.of(ExclusionAdded.class, ExclusionRemoved.class)
                                        : List.of(ExclusionAdded.class));
    }

    @Property
    void everyVersionIsPublishedAsPromised(@ForAll List<Step> steps) {
        var history = new Run(steps).history;
        var recorded = IntStream.range(0, history.size())
                .mapToObj(i -> new Recorded<>(ID, i + 1, history.get(i), Metadata.of("mona", null)))
                .toList();
        for (int version = 1; version <= recorded.size(); version++) {
            var event = PublicExclusion.event(recorded.subList(0, version));
            var data = (PublicExclusion) event.data();
            assertThat(data.version()).isEqualTo(version);
            assertThat(Contract.faults(event.type(), Contract.tree(data))).isEmpty();
        }
    }

    private static final class Run {
        private final List<ExclusionEvent> history = new ArrayList<>();
        private @Nullable Exclusion state;

        Run(List<Step> steps) {
            steps.forEach(this::take);
        }

        private void take(Step step) {
            try {
                for (ExclusionEvent event : ExclusionDecider.decide(state, command(step))) {
                    state = Exclusion.evolve(state, event);
                    history.add(event);
                }
            } catch (Rejection refused) {
                // changes nothing
            }
        }

        private ExclusionCommand command(Step step) {
            var at = START.plusSeconds(history.size());
            return switch (step) {
                case ADD -> new Add(ID, "anime:1", new Scope(START, START.plusSeconds(9), null), "Why", "mona", at);
                case REMOVE -> new Remove(ID, "anime:1", "max", at);
                case REMOVE_ELSEWHERE -> new Remove(ID, "anime:2", "max", at);
            };
        }
    }
}
