package dev.starfold.rating.projection;

import static java.util.stream.Collectors.joining;

import dev.starfold.rating.Reactions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The blocks of SQL that all statements share which change what counts: from changed contribution rows to votes, from votes
 * to differences, from differences to the aggregates. Each statement begins with {@code target}, the slot it writes to.
 */
final class Sums {

    /** What {@link #VOTES} must know of a contribution row that was written: how it was, and how it is. */
    static final String RETURNING = """
            returning old.subject as old_subject, old.score as old_score, old.recommendation as old_recommendation,
                      old.preliminary as old_preliminary, old.language as old_language,
                      old.submitted_at as old_submitted_at, old.status as old_status, old.excluded as old_excluded,
                      new.review_id, new.subject, new.score, new.recommendation, new.preliminary, new.language,
                      new.submitted_at, new.status, new.excluded
            """;

    /**
     * From {@code change} to {@code tally}. A public review gives a vote; one that is excluded counts only as such. Its
     * active reactions come along where it begins or ceases to count, or moves to another part. The lateral keeps the plan
     * on the index, also while a slot is too young to have statistics.
     */
    static final String VOTES = """
            vote as (
                select review_id, subject, coalesce(preliminary, false) as preliminary, coalesce(language, '') as language,
                       case when not excluded then (submitted_at at time zone 'UTC')::date end as day,
                       case when not excluded then score end as score,
                       case when not excluded then recommendation end as recommendation, excluded, n
                from (
                    select review_id, old_subject, old_score, old_recommendation, old_preliminary, old_language,
                           old_submitted_at, old_excluded, -1
                    from change where old_status = 'public'
                    union all
                    select review_id, subject, score, recommendation, preliminary, language, submitted_at, excluded, 1
                    from change where status = 'public'
                ) as public (review_id, subject, score, recommendation, preliminary, language, submitted_at, excluded, n)
            ), turned as (
                select review_id, subject, preliminary, language, sum(n) as n
                from vote where not excluded group by review_id, subject, preliminary, language having sum(n) <> 0
            ), tally as (
                select subject, preliminary, language, score, recommendation, null as kind, excluded, sum(n) as n
                from vote group by subject, preliminary, language, score, recommendation, excluded having sum(n) <> 0
                union all
                select subject, preliminary, language, null, null, kind, false, sum(n)
                from turned cross join lateral (
                    select kind from reaction
                    where slot = (select slot from target) and review_id = turned.review_id
                      and subject = turned.subject and active
                    offset 0
                ) given
                group by subject, preliminary, language, kind having sum(n) <> 0
            )""";

    /** From {@code tally} to the tables {@code rating}, whose rows are there and locked, and {@code part}. */
    static final String COUNTS = """
            part_difference as (
                select subject, preliminary, language, %1$s
                from tally group by subject, preliminary, language
            ), difference as (
                select subject, %1$s
                from (
                    select subject, score, recommendation, kind, excluded, sum(n) as n
                    from tally group by subject, score, recommendation, kind, excluded having sum(n) <> 0
                ) of_subject
                group by subject
            ), rated as (
                insert into rating (slot, subject, scores, recommendations, reactions, excluded)
                select target.slot, difference.* from target, difference
                on conflict (slot, subject) do update set %2$s
            ), parted as (
                insert into part (slot, subject, preliminary, language, scores, recommendations, reactions, excluded)
                select target.slot, part_difference.* from target, part_difference
                on conflict (slot, subject, preliminary, language) do update set %3$s
            )""".formatted(differences(), added("rating"), added("part"));

    /**
     * From {@code vote} to the tables {@code day} and {@code type_total}. The totals come last: all polls of a type meet on
     * their row, so it is to be held for the shortest time. It is written also where the differences of several subjects
     * cancel each other out, since it tells that there is something to rank.
     */
    static final String TOTALS = """
            moved as (
                select subject, day, sum(n) as n, sum(n * score) as points
                from vote where score is not null group by subject, day
                having sum(n) <> 0 or sum(n * score) <> 0
            ), dated as (
                insert into day (slot, subject, day, count, sum)
                select target.slot, moved.* from target, moved where day is not null
                on conflict (slot, subject, day) do update
                set count = day.count + excluded.count, sum = day.sum + excluded.sum
            ), totalled as (
                insert into type_total (slot, type, count, sum)
                select target.slot, split_part(subject, ':', 1) as type, sum(n), sum(points)
                from target, moved group by target.slot, type order by type
                on conflict (slot, type) do update
                set count = type_total.count + excluded.count, sum = type_total.sum + excluded.sum,
                    changed = excluded.changed
            )""";

    private Sums() {}

    /**
     * Whether an active exclusion of its subject covers a review.
     *
     * @param review what has its {@code subject}, {@code author} and {@code submitted_at}
     */
    static String covered(String review) {
        return """
                exists (
                    select from exclusion
                    where exclusion.active and exclusion.subject = %1$s.subject
                      and (exclusion.author is null or exclusion.author = %1$s.author)
                      and (exclusion.from_at is null
                           or (exclusion.from_at <= %1$s.submitted_at and %1$s.submitted_at < exclusion.to_at))
                )""".formatted(review);
    }

    /** The counts of a group of {@code tally}, by the names of their columns. */
    static String differences() {
        return Stream.of(
                        counted(
                                "score",
                                IntStream.rangeClosed(1, 10)
                                        .mapToObj(String::valueOf)
                                        .toList(),
                                "scores"),
                        counted(
                                "recommendation",
                                List.of("'recommended'", "'mixed-feelings'", "'not-recommended'"),
                                "recommendations"),
                        counted(
                                "kind",
                                Reactions.CATALOGUE.stream()
                                        .map("'%s'"::formatted)
                                        .toList(),
                                "reactions"),
                        "coalesce(sum(n) filter (where excluded), 0)::bigint as excluded")
                .collect(joining(", "));
    }

    /** What the counts of a subject's parts come to. */
    static String ofParts() {
        return Stream.of(ofParts("scores", 10), ofParts("recommendations", 3), ofParts("reactions", 7))
                        .collect(joining())
                + "sum(excluded)::bigint as excluded";
    }

    private static String ofParts(String counts, int length) {
        return IntStream.rangeClosed(1, length)
                .mapToObj(i -> "sum(%s[%d])".formatted(counts, i))
                .collect(joining(", ", "array[", "]::bigint[] as %s, ".formatted(counts)));
    }

    private static String counted(String column, List<String> values, String name) {
        return values.stream()
                .map(value -> "coalesce(sum(n) filter (where %s = %s), 0)".formatted(column, value))
                .collect(joining(", ", "array[", "]::bigint[] as " + name));
    }

    /** Element by element: a query over the arrays, run for each row, takes about twice as long. */
    private static String added(String table) {
        return Stream.of(added(table, "scores", 10), added(table, "recommendations", 3), added(table, "reactions", 7))
                        .collect(joining())
                + "excluded = %s.excluded + excluded.excluded, updated_at = clock_timestamp()".formatted(table);
    }

    private static String added(String table, String counts, int length) {
        return IntStream.rangeClosed(1, length)
                .mapToObj(i -> "%1$s.%2$s[%3$d] + excluded.%2$s[%3$d]".formatted(table, counts, i))
                .collect(joining(", ", counts + " = array[", "], "));
    }
}
