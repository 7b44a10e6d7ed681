package dev.starfold.rating.trend;

import dev.starfold.rating.problem.Problems;
import dev.starfold.rating.statistics.Statistics;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the days of a subject, as the projection left them in the live slot. One query an answer. */
@Singleton
class Days {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String BUCKETS = """
            select bucket, count, sum, running_count, running_sum
            from (
                select cast(date_trunc(:bucket, cast(day as timestamp)) as date) as bucket,
                       cast(sum(count) filter (where day >= :from) as bigint) as count,
                       cast(sum(sum) filter (where day >= :from) as bigint) as sum,
                       cast(sum(sum(count)) over (order by min(day)) as bigint) as running_count,
                       cast(sum(sum(sum)) over (order by min(day)) as bigint) as running_sum
                from live_day where subject = :subject and day < :to
                group by 1
            ) bucketed
            where count > 0 order by bucket desc limit :limit
            """;

    private static final String DAYS = """
            select day, count, sum from (
                select day, count, sum from live_day where subject = :subject and count > 0
                order by day desc limit :limit
            ) latest
            order by day
            """;

    private final Mutiny.SessionFactory sessions;

    Days(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The latest buckets within the window in which anything counts, in order of time. */
    Uni<List<Bucket>> buckets(String subject, Window window, int most) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(BUCKETS, Object[].class)
                        .setParameter("bucket", window.bucket())
                        .setParameter("from", window.from())
                        .setParameter("to", window.to())
                        .setParameter("subject", subject)
                        .setParameter("limit", most)
                        .getResultList())
                .map(rows -> rows.reversed().stream().map(Days::bucket).toList())
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Problems.unavailable());
    }

    /** The latest days on which anything counts, in order of time. */
    Uni<List<Day>> days(String subject, int most) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(DAYS, Object[].class)
                        .setParameter("subject", subject)
                        .setParameter("limit", most)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Day((LocalDate) row[0], (Long) row[1], (Long) row[2]))
                        .toList())
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Problems.unavailable());
    }

    private static Bucket bucket(Object[] row) {
        long count = (Long) row[1];
        return new Bucket(
                (LocalDate) row[0],
                count,
                Objects.requireNonNull(Statistics.mean((Long) row[2], count)),
                Objects.requireNonNull(Statistics.mean((Long) row[4], (Long) row[3])));
    }
}
