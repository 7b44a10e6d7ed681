package dev.starfold.review.listing;

import dev.starfold.review.paging.Cursor;
import dev.starfold.review.search.SearchQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads a page of the {@code review} table, and its parameters by name. Every order ends in time and id,
 * and a page begins behind a row comparison with its cursor, so an index is read from there on: V102__listing.sql has one for
 * each order.
 *
 * <p>The subject or author is written as a range and stands first in the order. With an equality PostgreSQL would see that it
 * is constant, and might walk along the time of all reviews until enough are of that subject: for one whose reviews are old,
 * for long.
 */
record PageSql(String text, Map<String, Object> parameters) {

    /** @param common keys of words, as of {@link CommonWords} */
    static PageSql of(Query query, @Nullable Cursor after, int limit, Set<Integer> common) {
        Builder builder = new Builder(query, common);
        builder.parameters.put("limit", limit);
        return new PageSql(builder.page(after), builder.parameters);
    }

    private static final class Builder {

        private final Query query;
        private final Map<String, Object> parameters = new LinkedHashMap<>();
        private final String matching;

        /** Empty, or the column that comes first in the order and the row comparison. */
        private final String scope;

        Builder(Query query, Set<Integer> common) {
            this.query = query;
            this.scope = query.author() != null ? "author" : query.subject() != null ? "subject" : "";
            this.matching = searched(query.search(), common)
                    + "r.status = '%s'".formatted(query.hidden() ? "hidden" : "public")
                    + filter(
                            "subject",
                            query.subject(),
                            scope.equals("subject")
                                    ? "r.subject between :subject and :subject"
                                    : "r.subject = :subject")
                    + filter("author", query.author(), "r.author between :author and :author")
                    + filter("recommendation", query.recommendation(), "r.recommendation = :recommendation")
                    + filter("minScore", query.minScore(), "r.score >= :minScore")
                    + filter("maxScore", query.maxScore(), "r.score <= :maxScore")
                    + filter("preliminary", query.preliminary(), "r.preliminary = :preliminary")
                    + filter("spoiler", query.spoiler(), "r.spoiler = :spoiler")
                    + filter("language", query.language(), "(r.language = :language or r.language like :longer)")
                    + filter("from", query.from(), "r.submitted_at >= :from")
                    + filter("to", query.to(), "r.submitted_at < :to")
                    + filter("hasBody", query.hasBody(), "r.has_body = :hasBody");
        }

        /**
         * The beginning of the statement. Where few of all reviews have the words these are found first, whatever PostgreSQL
         * thinks of it: the {@code offset} keeps it from turning the join around. Within a subject or of an author there is an end
         * to what could be looked through, and PostgreSQL knows where.
         */
        private String searched(@Nullable SearchQuery search, Set<Integer> common) {
            if (search == null) {
                return "select r.* from review r where ";
            }
            String found = search.alternatives().stream()
                    .map(this::alternative)
                    .collect(Collectors.joining("\nor ", "(select s.review_id from review_search s where ", ")"));
            return scope.isEmpty() && CommonWords.findFew(search, common)
                    ? """
                    select r.* from %s found
                    cross join lateral (select * from review where id = found.review_id offset 0) r
                    where\s""".formatted(found)
                    : "select r.* from review r where r.id in %s\nand ".formatted(found);
        }

        /**
         * The keys stand in the text: a plan that was kept for any would take all words to be as common, and look for one that is
         * rare through all reviews in their order.
         */
        private String alternative(SearchQuery.Alternative alternative) {
            String keys = alternative.keys().mapToObj(Integer::toString).collect(Collectors.joining(", "));
            return Stream.of(
                            Stream.of("s.keys @> cast(array[%s] as int[])".formatted(keys)),
                            alternative.present().stream()
                                    .map(words -> "strpos(s.words, %s) > 0".formatted(parameter(words))),
                            alternative.absent().stream()
                                    .map(words -> "strpos(s.words, %s) = 0".formatted(parameter(words))))
                    .flatMap(conditions -> conditions)
                    .collect(Collectors.joining(" and "));
        }

        private String parameter(Object value) {
            String name = "search" + parameters.size();
            parameters.put(name, value);
            return ":" + name;
        }

        private String filter(String name, @Nullable Object value, String condition) {
            if (value == null) {
                return "";
            }
            parameters.put(name, value);
            if (name.equals("language")) {
                parameters.put("longer", value + "-%");
            }
            return "\nand " + condition;
        }

        String page(@Nullable Cursor after) {
            String key = query.sort().key;
            if (key == null) {
                return part("", "", after);
            }
            if (!query.sort().isSparse()) {
                return part("", key + ", ", after);
            }
            String zero = "\nand %s = 0".formatted(key);
            if (after != null && after.key() == 0) {
                return part(zero, "", after);
            }
            // Two indexes, each read in its order, and the second only when the first has too few: where hardly any
            // review is without, all would be looked through for one.
            return """
                    with given as (%s)
                    select r.* from (
                        select * from given
                        union all
                        select * from (%s) none where (select count(*) from given) < :limit
                    ) r
                    order by %s desc, r.submitted_at desc, r.id desc
                    limit :limit
                    """.formatted(part("\nand %s > 0".formatted(key), key + ", ", after), part(zero, "", null), key);
        }

        /** What matches and the condition, by the scope, key, time and id, from behind the cursor. */
        private String part(String condition, String key, @Nullable Cursor after) {
            boolean forward = query.sort() == Sort.OLDEST;
            String columns = (scope.isEmpty() ? "" : "r." + scope + ", ") + key + "r.submitted_at, r.id";
            String behind = "";
            if (after != null) {
                if (!key.isEmpty()) {
                    parameters.put("key", query.sort().key(after));
                }
                parameters.put("at", after.at());
                parameters.put("id", after.id());
                String cursor =
                        (scope.isEmpty() ? "" : ":" + scope + ", ") + (key.isEmpty() ? "" : ":key, ") + ":at, :id";
                behind = "\nand (%s) %s (%s)".formatted(columns, forward ? ">" : "<", cursor);
            }
            String order = forward ? columns : columns.replace(",", " desc,") + " desc";
            return "%s%s%s\norder by %s\nlimit :limit".formatted(matching, condition, behind, order);
        }
    }
}
