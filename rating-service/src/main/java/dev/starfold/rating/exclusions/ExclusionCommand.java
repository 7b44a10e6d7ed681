package dev.starfold.rating.exclusions;

import java.time.Instant;
import java.util.UUID;

/** What a moderator asks for. */
public sealed interface ExclusionCommand {

    /** The moderator who asks. */
    String actor();

    /** When they asked: decisions read no clock. */
    Instant at();

    /** Take what the scope names out of the subject's counts. The id is a new one. */
    record Add(UUID exclusion, String subject, Scope scope, String reason, String actor, Instant at)
            implements ExclusionCommand {}

    /** Let it count again. */
    record Remove(UUID exclusion, String subject, String actor, Instant at) implements ExclusionCommand {}
}
