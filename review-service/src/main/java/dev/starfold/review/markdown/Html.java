package dev.starfold.review.markdown;

import org.jspecify.annotations.Nullable;

/**
 * A review's body as HTML that is safe to show.
 *
 * @param bodyHtml {@code null} where there is no body
 */
public record Html(@Nullable String bodyHtml) {

    /** Takes milliseconds for a long body: not for an event loop. */
    public static Html of(@Nullable String body) {
        return new Html(body == null ? null : Markdown.html(body));
    }
}
