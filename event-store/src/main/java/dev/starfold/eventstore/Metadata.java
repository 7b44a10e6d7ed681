package dev.starfold.eventstore;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the command behind an event: its own id, the user who gave it ({@code null}: the system) and the W3C
 * trace it ran in ({@code null}: not traced).
 */
public record Metadata(
        UUID command, @Nullable String actor, @Nullable String traceparent) {

    /** Metadata of a new command with an id of its own. */
    public static Metadata of(@Nullable String actor, @Nullable String traceparent) {
        return new Metadata(UUID.randomUUID(), actor, traceparent);
    }
}
