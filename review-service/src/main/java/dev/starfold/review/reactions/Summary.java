package dev.starfold.review.reactions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.starfold.review.Reactions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reactions to a review as clients see them. */
public sealed interface Summary {

    /**
     * To whoever has no token.
     *
     * @param kinds every kind with its count, in the order of the catalogue
     * @param top the kind given most; {@code null} without reactions
     */
    record Plain(
            int overall,
            Map<String, Integer> kinds,
            @Nullable String top) implements Summary {}

    /** To a user: {@code mine} is their own reaction, {@code null} without one. */
    record Own(@JsonUnwrapped Plain plain, @Nullable String mine) implements Summary {}

    static Plain of(Reactions reactions) {
        return new Plain(reactions.overall(), reactions.kinds(), reactions.top());
    }
}
