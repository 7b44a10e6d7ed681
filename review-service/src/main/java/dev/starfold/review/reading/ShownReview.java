package dev.starfold.review.reading;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.markdown.Html;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A review and what a client asked for besides; what it did not ask for adds nothing to the answer. */
public record ShownReview(
        @JsonUnwrapped ReviewView review,
        @JsonUnwrapped @Nullable Html html) {

    /** Whether the parameter {@code body} asks for HTML. */
    public static boolean html(QueryFields fields) {
        return fields.oneOf("body", Map.of("html", true), false);
    }

    /** With its HTML a review is another representation, and has no entity tag. */
    public static Uni<ShownReview> of(ReviewView review, boolean html) {
        return all(List.of(review), html).map(List::getFirst);
    }

    /** The reviews in the same order. Rendering may take a while: it is done on a worker. */
    public static Uni<List<ShownReview>> all(List<ReviewView> reviews, boolean html) {
        return html
                ? Uni.createFrom()
                        .item(() -> shown(reviews, true))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                : Uni.createFrom().item(shown(reviews, false));
    }

    private static List<ShownReview> shown(List<ReviewView> reviews, boolean html) {
        return reviews.stream()
                .map(review -> new ShownReview(review, html ? Html.of(review.body()) : null))
                .toList();
    }
}
