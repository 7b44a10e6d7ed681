package dev.starfold.rating.exclusions;

import dev.starfold.eventstore.InlineProjection.Appended;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Recorded;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.rating.exclusions.ExclusionProjection.Nothing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An exclusion's stream without a user.
 *
 * @param rewritten the events that stood there when the user was erased, as they are now
 * @param appended {@code null} where nothing is
 * @param state after all that
 * @param additionChanged whether the addition has lost something, and so what its idempotency key stands for
 */
record ErasedExclusion(
        List<Recorded<ExclusionEvent>> rewritten,
        @Nullable Appended<ExclusionEvent, Nothing> appended,
        Exclusion state,
        boolean additionChanged) {

    /** @param there how many of the history's events were there when the user was erased, at least the addition */
    static ErasedExclusion of(List<Recorded<ExclusionEvent>> history, int there, UserErased erased) {
        List<Recorded<ExclusionEvent>> rewritten = history.subList(0, there).stream()
                .map(recorded -> blanked(recorded, erased.user()))
                .toList();
        List<Recorded<ExclusionEvent>> after = new ArrayList<>(rewritten);
        after.addAll(history.subList(there, history.size()));
        List<Recorded<ExclusionEvent>> events = new ArrayList<>();
        for (ExclusionEvent event : Erasing.decide(fold(history), fold(after), erased.at())) {
            Metadata metadata = Metadata.of(null, erased.traceparent());
            events.add(new Recorded<>(history.getFirst().stream(), after.size() + 1, event, metadata));
            after.add(events.getLast());
        }
        boolean additionChanged =
                !rewritten.getFirst().event().equals(history.getFirst().event());
        return new ErasedExclusion(
                rewritten,
                events.isEmpty() ? null : new Appended<>(after, events, new Nothing()),
                fold(after),
                additionChanged);
    }

    private static Recorded<ExclusionEvent> blanked(Recorded<ExclusionEvent> recorded, String user) {
        Metadata metadata = recorded.metadata();
        return new Recorded<>(
                recorded.stream(),
                recorded.version(),
                Erasing.blanked(recorded.event(), user),
                user.equals(metadata.actor())
                        ? new Metadata(metadata.command(), null, metadata.traceparent())
                        : metadata);
    }

    private static Exclusion fold(List<Recorded<ExclusionEvent>> history) {
        return Objects.requireNonNull(ExclusionProjection.fold(history));
    }
}
