package dev.starfold.rating.exclusions;

import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionAdded;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionRemoved;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An exclusion: the fold of its stream, whose id is its own.
 *
 * @param reason of the moderator who added it, 1 to 500 characters
 * @param by the moderator who added it; {@code null} once erased
 * @param at when it was added
 * @param active until removed, for good, or until the author it is about is erased
 * @param version of the stream, from 1
 */
public record Exclusion(
        UUID id,
        String subject,
        Scope scope,
        String reason,
        @Nullable String by,
        Instant at,
        boolean active,
        int version) {

    /** {@code null} for a stream in which nothing happened. */
    public static @Nullable Exclusion fold(List<? extends ExclusionEvent> history) {
        Exclusion exclusion = null;
        for (ExclusionEvent event : history) {
            exclusion = evolve(exclusion, event);
        }
        return exclusion;
    }

    public static Exclusion evolve(@Nullable Exclusion before, ExclusionEvent event) {
        return switch (event) {
            case ExclusionAdded(var id, var subject, var scope, var reason, var by, var at) ->
                new Exclusion(id, subject, scope, reason, by, at, !scope.erased(), 1);
            case ExclusionRemoved _ ->
                Objects.requireNonNull(before, "a stream begins with an addition")
                        .removed();
        };
    }

    private Exclusion removed() {
        return new Exclusion(id, subject, scope, reason, by, at, false, version + 1);
    }
}
