package dev.starfold.review.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.markdown.Html;
import dev.starfold.review.reactions.Summary;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A review and what a client asked for besides; what it did not ask for adds nothing to the answer. */
public record ShownReview(
        @JsonUnwrapped ReviewView review,
        @JsonUnwrapped @Nullable Html html,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Summary reactions) {

    /** Whether the parameter {@code body} asks for HTML. */
    public static boolean html(QueryFields fields) {
        return fields.oneOf("body", Map.of("html", true), false);
    }

    /** With its HTML. */
    public static Uni<ShownReview> rendered(ReviewView review) {
        return all(List.of(review), true, Map.of()).map(List::getFirst);
    }

    /** The reviews in the same order. Rendering may take a while: it is done on a worker. */
    static Uni<List<ShownReview>> all(List<ReviewView> reviews, boolean html, Map<UUID, Summary> reactions) {
        return html
                ? Uni.createFrom()
                        .item(() -> shown(reviews, true, reactions))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                : Uni.createFrom().item(shown(reviews, false, reactions));
    }

    private static List<ShownReview> shown(List<ReviewView> reviews, boolean html, Map<UUID, Summary> reactions) {
        return reviews.stream()
                .map(review ->
                        new ShownReview(review, html ? Html.of(review.body()) : null, reactions.get(review.id())))
                .toList();
    }
}
