package dev.starfold.rating.exclusions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an exclusion. Names and components are the stored form, read for ever: components may be added, never
 * renamed.
 */
public sealed interface ExclusionEvent {

    /** When it happened, in UTC, to the microsecond. */
    Instant at();

    /** A moderator took reviews out of the counts. {@code by} is {@code null} once that moderator is erased. */
    record ExclusionAdded(
            UUID exclusion,
            String subject,
            Scope scope,
            String reason,
            @Nullable String by,
            Instant at) implements ExclusionEvent {}

    /**
     * A moderator let them count again, but for what other exclusions cover; without {@code by} also once that moderator is
     * erased, or where the author was, and then it may follow another removal.
     */
    record ExclusionRemoved(@Nullable String by, Instant at) implements ExclusionEvent {}
}
