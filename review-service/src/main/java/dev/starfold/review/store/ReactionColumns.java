package dev.starfold.review.store;

import dev.starfold.review.Reactions;
import java.util.stream.Collectors;

/**
 * What a review's row holds of its reactions: {@code reactions}, {@code reacted} and {@code helpful}. The projection of
 * reactions keeps them; the append sets them once, for a review that is new.
 */
public final class ReactionColumns {

    /** Counts of rows that have a {@code kind} and count {@code n} times: an SQL aggregate, in the catalogue's order. */
    public static final String COUNTS = Reactions.CATALOGUE.stream()
            .map("coalesce(sum(n) filter (where kind = '%s'), 0)"::formatted)
            .collect(Collectors.joining(", ", "array[", "]::int[]"));

    /** The columns set to the counts of that name. */
    public static String setTo(String counts) {
        return "reactions = %1$s, reacted = reactions_overall(%1$s), helpful = reactions_helpful(%1$s)"
                .formatted(counts);
    }

    /** Their names, as {@link #ofNew} gives them. */
    static final String NAMES = "reactions, reacted, helpful";

    private ReactionColumns() {}

    /**
     * A query of what was known of a review before it was: nothing, as long as all logs are whole. A reaction needs a review that
     * reaction-service knows, which it does from an event that is published after the append's commit; so no poll that
     * brings a reaction runs beside the append that inserts its review, and no lock between the two is needed. Only where a
     * review comes again, with the id it had, after the database was restored from an older backup, there is something.
     */
    static String ofNew(String review) {
        return """
                select counts, reactions_overall(counts), reactions_helpful(counts)
                from (select %s as counts
                      from (select kind, 1 as n from live_reaction where review_id = %s and active) as known) as counted
                """.formatted(COUNTS, review);
    }
}
