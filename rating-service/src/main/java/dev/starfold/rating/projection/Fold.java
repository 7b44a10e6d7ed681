package dev.starfold.rating.projection;

/** The SQL that folds contribution rows anew, whatever the aggregates are: what a verification compares, and a rebuild writes. */
final class Fold {

    private Fold() {}

    /**
     * From the rows of some subjects to what each subject, part and day comes to: {@code folded}, {@code folded_part} and
     * {@code folded_day}. The lateral keeps the plan on the index, also while a slot is too young to have statistics.
     *
     * @param slot an expression
     * @param covered whether an exclusion covers a row of {@code review}
     * @param subjects which rows of {@code review}: the end of its {@code from} and the beginning of its {@code where}
     */
    static String of(String slot, String covered, String subjects) {
        return """
                opinion as (
                    select review_id, subject, coalesce(preliminary, false) as preliminary,
                           coalesce(language, '') as language, (submitted_at at time zone 'UTC')::date as day,
                           score, recommendation, %2$s as covered
                    from review%3$s and slot = %1$s and status = 'public'
                ), tally as (
                    select subject, preliminary, language, case when not covered then score end as score,
                           case when not covered then recommendation end as recommendation, null as kind,
                           covered as excluded, 1 as n
                    from opinion
                    union all
                    select subject, preliminary, language, null, null, kind, false, 1
                    from opinion cross join lateral (
                        select kind from reaction
                        where slot = %1$s and review_id = opinion.review_id and subject = opinion.subject and active
                        offset 0
                    ) given
                    where not covered
                ), folded_part as (
                    select subject, preliminary, language, %4$s from tally group by subject, preliminary, language
                ), folded as (
                    select subject, %5$s from folded_part group by subject
                ), folded_day as (
                    select subject, day, count(*) as count, sum(score) as sum
                    from opinion where not covered and day is not null group by subject, day
                )""".formatted(slot, covered, subjects, Sums.differences(), Sums.ofParts());
    }
}
