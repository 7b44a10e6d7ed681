package dev.starfold.rating.chart;

/** How a type is ranked: one statement, so that all of it belongs to one moment. */
final class Ranking {

    /** How many subjects a block has, as the table says too. */
    static final int BLOCK = 100;

    /**
     * What counts of each subject. Its means are exact in their order: two different fractions whose divisors are below 10^19
     * differ by more than 10^-38, and they are cut at 10^-40.
     */
    private static final String FIGURES = """
            total as (
                select count, sum, changed from live_type_total where type = $1
            ), figure as (
                select subject, summed.count, round(summed.sum::numeric, 40) / summed.count as mean,
                       round(summed.sum * total.count::numeric + $2::integer * total.sum::numeric, 40)
                       / (summed.count + $2::integer) as weighted
                from (
                    select subject, s[1] + s[2] + s[3] + s[4] + s[5] + s[6] + s[7] + s[8] + s[9] + s[10] as count,
                           s[1] + 2*s[2] + 3*s[3] + 4*s[4] + 5*s[5] + 6*s[6] + 7*s[7] + 8*s[8] + 9*s[9] + 10*s[10] as sum
                    from (select subject, scores as s from live_rating where subject > $1 || ':' and subject < $1 || ';') given
                    offset 0
                ) summed, total
                where summed.count > 0
            )""";

    /**
     * From {@code day}: {@code Σ count·2^(−age/7)}, of a year, as a day before adds less than 2^-52. The days that are whole
     * weeks apart are added first, which is exact, then those sums in one order: what is equal comes out equal.
     */
    private static final String TRENDS = """
            trend as (
                select subject, sum(recent * power(2::float8, -weekday / 7::float8) order by weekday) as trending
                from (
                    select subject, age % 7 as weekday, sum(count * power(2::float8, -(age / 7))) as recent
                    from (
                        select subject, count, (statement_timestamp() at time zone 'UTC')::date - day as age
                        from live_day
                        where subject > $1 || ':' and subject < $1 || ';'
                          and day > (statement_timestamp() at time zone 'UTC')::date - 365
                    ) aged
                    group by subject, age % 7
                ) weekdays
                group by subject
            )""";

    /** The type, and m. Whatever was the newest ranking is superseded already. */
    static final String RANK = """
            with %s, %s, ranked as (
                select subject, count,
                       row_number() over (order by weighted desc, count desc, subject) as weighted,
                       row_number() over (order by mean desc, count desc, subject) as mean,
                       row_number() over (order by count desc, subject) as counted,
                       row_number() over (order by coalesce(trending, 0) desc, count desc, subject) as trending
                from figure left join trend using (subject)
            ), made as (
                insert into ranking (type, weight, changed, ranked_at, took)
                values ($1, $2, (select changed from total), statement_timestamp(), '0')
                returning id
            ), cut as (
                insert into ranking_block (ranking, sort, block, most, subjects, counts)
                select (select id from made), sort, (place - 1) / %d as block, max(count),
                       array_agg(subject order by place), array_agg(count order by place)
                from ranked cross join lateral (
                    values ('weighted', weighted), ('mean', mean), ('count', counted), ('trending', trending)
                ) sorted (sort, place)
                group by sort, block
            )
            merge into place using (
                select coalesce(ranked.subject, before.subject) as subject, weighted
                from ranked full join (
                    select subject from place where subject > $1 || ':' and subject < $1 || ';'
                ) before on before.subject = ranked.subject
            ) now on place.subject = now.subject
            when matched and weighted is null then delete
            when matched and place.rank <> weighted then update set rank = weighted
            when not matched then insert (subject, rank) values (now.subject, weighted)
            """.formatted(FIGURES, TRENDS, BLOCK);

    private Ranking() {}
}
