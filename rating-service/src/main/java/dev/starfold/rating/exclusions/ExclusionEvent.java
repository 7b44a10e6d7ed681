package dev.starfold.rating.exclusions;

import java.time.Instant;
import java.util.UUID;

/**
 * What happened to an exclusion. Names and components are the stored form, read for ever: components may be added, never
 * renamed.
 */
public sealed interface ExclusionEvent {

    /** When it happened, in UTC, to the microsecond. */
    Instant at();

    /** A moderator took reviews out of the counts. */
    record ExclusionAdded(UUID exclusion, String subject, Scope scope, String reason, String by, Instant at)
            implements ExclusionEvent {}

    /** A moderator let them count again, but for what other exclusions cover. */
    record ExclusionRemoved(String by, Instant at) implements ExclusionEvent {}
}
