package dev.starfold.review.listing;

import dev.starfold.review.Recommendation;
import dev.starfold.review.Subject;
import dev.starfold.review.http.LanguageTags;
import dev.starfold.review.http.QueryFields;
import dev.starfold.review.search.SearchQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Query} from a request. */
final class QueryParameters {

    private static final Map<String, String> RECOMMENDATIONS = new LinkedHashMap<>();
    private static final Map<String, Boolean> HIDDEN = new LinkedHashMap<>();

    static {
        Arrays.stream(Recommendation.values()).forEach(r -> RECOMMENDATIONS.put(r.slug(), r.slug()));
        HIDDEN.put("public", false);
        HIDDEN.put("hidden", true);
    }

    private QueryParameters() {}

    static Query read(QueryFields fields) {
        Integer minScore = fields.integer("minScore", 1, 10);
        Integer maxScore = fields.integer("maxScore", 1, 10);
        if (minScore != null && maxScore != null && minScore > maxScore) {
            fields.error("minScore", "must not be above maxScore");
        }
        Instant from = instant(fields, "from");
        Instant to = instant(fields, "to");
        if (from != null && to != null && from.isAfter(to)) {
            fields.error("from", "must not be after to");
        }
        return new Query(
                fields.text("subject", Subject.FORM, Subject.RULE),
                fields.text("author"),
                fields.choice("recommendation", RECOMMENDATIONS),
                minScore,
                maxScore,
                fields.bool("preliminary"),
                fields.bool("spoiler"),
                language(fields),
                from,
                to,
                fields.bool("hasBody"),
                search(fields),
                fields.oneOf("visibility", HIDDEN, false),
                fields.oneOf("sort", Sort.BY_NAME, Sort.NEWEST));
    }

    /** Times are kept to the microsecond: what is finer begins behind it. */
    private static @Nullable Instant instant(QueryFields fields, String name) {
        Instant instant = fields.instant(name);
        return instant == null ? null : instant.plusNanos(999).truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable String language(QueryFields fields) {
        String tag = fields.text("language");
        String canonical = tag == null ? null : LanguageTags.canonical(tag);
        if (tag != null && canonical == null) {
            fields.error("language", LanguageTags.RULE);
        }
        return canonical;
    }

    private static @Nullable SearchQuery search(QueryFields fields) {
        String typed = fields.text("q");
        if (typed == null) {
            return null;
        }
        int length = typed.codePointCount(0, typed.length());
        if (length < 2 || length > 200) {
            fields.error("q", "must have 2 to 200 characters, not " + length);
            return null;
        }
        SearchQuery search = SearchQuery.of(typed);
        if (search == null) {
            fields.error("q", "must ask for a word, in each alternative between or");
        }
        return search;
    }
}
