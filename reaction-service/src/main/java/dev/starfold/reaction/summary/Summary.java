package dev.starfold.reaction.summary;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.Tally;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reactions to a review as clients see them. */
public sealed interface Summary {

    /** To whoever has no token. */
    record Plain(
            UUID review,
            int overall,
            Map<String, Integer> kinds,
            @Nullable String top) implements Summary {}

    /** To a user: {@code mine} is their own reaction, {@code null} without one. */
    record Own(@JsonUnwrapped Plain plain, @Nullable String mine) implements Summary {}

    /**
     * @param user who asks; {@code null} without a token
     * @param mine their reaction
     */
    static Summary of(UUID review, Tally tally, @Nullable String user, @Nullable String mine) {
        return user == null ? plain(review, tally) : toUser(review, tally, mine);
    }

    /** To a user whose own reaction it is. */
    static Summary toUser(UUID review, Tally tally, @Nullable String mine) {
        return new Own(plain(review, tally), mine);
    }

    private static Plain plain(UUID review, Tally tally) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        tally.counts().forEach((kind, count) -> kinds.put(kind.slug(), count));
        ReactionKind top = tally.top();
        return new Plain(review, tally.overall(), kinds, top == null ? null : top.slug());
    }
}
