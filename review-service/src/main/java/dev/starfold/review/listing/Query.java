package dev.starfold.review.listing;

import dev.starfold.review.search.SearchQuery;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is listed, and in which order: each filter that is not null narrows it. The text of it also says which query a cursor
 * belongs to.
 *
 * @param language canonical; longer tags that begin with it match too
 * @param from inclusive, of the submission
 * @param to exclusive
 * @param hidden what is hidden, instead of what is public
 */
record Query(
        @Nullable String subject,
        @Nullable String author,
        @Nullable String recommendation,
        @Nullable Integer minScore,
        @Nullable Integer maxScore,
        @Nullable Boolean preliminary,
        @Nullable Boolean spoiler,
        @Nullable String language,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Boolean hasBody,
        @Nullable SearchQuery search,
        boolean hidden,
        Sort sort) {

    /** Whether it asks for more than an index has in order, so that much may be read for little. */
    boolean isSelective() {
        return search != null
                || Stream.of(recommendation, minScore, maxScore, preliminary, spoiler, language, from, to, hasBody)
                        .anyMatch(Objects::nonNull);
    }
}
