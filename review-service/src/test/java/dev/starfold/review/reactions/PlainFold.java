package dev.starfold.review.reactions;

import dev.starfold.review.Reactions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The counts as anyone would compute them in memory: the newest state of each reaction, then counted. */
final class PlainFold {

    private PlainFold() {}

    /** Of each of the reviews, in the order of the catalogue. */
    static Map<UUID, List<Integer>> counts(Collection<UUID> reviews, Collection<ReactionState> states) {
        var newest = new HashMap<UUID, ReactionState>();
        states.forEach(state -> newest.merge(state.reactionId(), state, (a, b) -> a.version() >= b.version() ? a : b));
        return new TreeMap<>(
                reviews.stream().collect(Collectors.toMap(review -> review, review -> Reactions.CATALOGUE.stream()
                        .map(kind -> (int) newest.values().stream()
                                .filter(it -> it.active() && it.reviewId().equals(review) && kind.equals(it.kind()))
                                .count())
                        .toList())));
    }
}
