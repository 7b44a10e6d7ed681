package dev.starfold.review.reading;

import dev.starfold.review.Reactions;
import dev.starfold.review.http.Caller;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.reactions.Summaries;
import dev.starfold.review.reactions.Summary;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The parameter {@code include=reactions}, and what it adds to reviews. */
@RequestScoped
public class ReviewReactions {

    private final Summaries summaries;
    private final Caller caller;

    ReviewReactions(Summaries summaries, Caller caller) {
        this.summaries = summaries;
        this.caller = caller;
    }

    /** Whether the parameter asks for them. */
    public static boolean asked(QueryFields fields) {
        return fields.oneOf("include", Map.of("reactions", true), false);
    }

    /** The reviews in the same order, with their HTML and their reactions where those were asked for. */
    public Uni<List<ShownReview>> shown(List<ReviewView> reviews, boolean html, boolean asked) {
        // The reactions first: rendering leaves the context that reads need.
        return of(reviews, asked).chain(reactions -> ShownReview.all(reviews, html, reactions));
    }

    private Uni<Map<UUID, Summary>> of(List<ReviewView> reviews, boolean asked) {
        if (!asked) {
            return Uni.createFrom().item(Map.of());
        }
        String user = caller.viewer().user();
        var ids = reviews.stream().map(ReviewView::id).toList();
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return summaries.of(ids, user).map(found -> ids.stream()
                .collect(Collectors.toMap(id -> id, id -> found.getOrDefault(id, Summary.of(Reactions.NONE)))));
    }
}
