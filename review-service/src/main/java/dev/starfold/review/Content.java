package dev.starfold.review;

import org.jspecify.annotations.Nullable;

/**
 * What an author says of a subject, but for the words themselves.
 *
 * @param score 1 to 10
 * @param preliminary written before the end was seen
 * @param language canonical BCP 47 tag
 * @param textDigest stands for the {@link Text}; {@code null} without any
 * @param hasBody false for a bare rating
 */
public record Content(
        int score,
        Recommendation recommendation,
        boolean spoiler,
        boolean preliminary,
        @Nullable Progress progress,
        @Nullable String language,
        @Nullable String textDigest,
        boolean hasBody) {

    /** Stands where everything is erased; says nothing. */
    public static final Content NONE =
            new Content(0, Recommendation.NOT_RECOMMENDED, false, false, null, null, null, false);

    /** What remains when the words are erased. */
    Content withoutText() {
        return new Content(score, recommendation, spoiler, preliminary, progress, language, null, false);
    }
}
