package dev.starfold.review.listing;

import dev.starfold.review.search.SearchQuery;
import java.time.Instant;

/** A {@link Query}, filter by filter. */
final class Filter implements Cloneable {

    private String subject;
    private String author;
    private String recommendation;
    private Integer minScore;
    private Integer maxScore;
    private Boolean preliminary;
    private Boolean spoiler;
    private String language;
    private Instant from;
    private Instant to;
    private Boolean hasBody;
    private SearchQuery search;
    private boolean hidden;

    Filter copy() {
        try {
            return (Filter) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    Filter subject(String value) {
        subject = value;
        return this;
    }

    Filter author(String value) {
        author = value;
        return this;
    }

    Filter recommendation(String value) {
        recommendation = value;
        return this;
    }

    Filter scores(int min, int max) {
        minScore = min;
        maxScore = max;
        return this;
    }

    Filter preliminary(boolean value) {
        preliminary = value;
        return this;
    }

    Filter spoiler(boolean value) {
        spoiler = value;
        return this;
    }

    Filter language(String value) {
        language = value;
        return this;
    }

    Filter from(Instant value) {
        from = value;
        return this;
    }

    Filter to(Instant value) {
        to = value;
        return this;
    }

    Filter hasBody(boolean value) {
        hasBody = value;
        return this;
    }

    Filter search(String value) {
        search = SearchQuery.of(value);
        return this;
    }

    Filter hidden() {
        hidden = true;
        return this;
    }

    Query sort(Sort sort) {
        return new Query(
                subject,
                author,
                recommendation,
                minScore,
                maxScore,
                preliminary,
                spoiler,
                language,
                from,
                to,
                hasBody,
                search,
                hidden,
                sort);
    }
}
