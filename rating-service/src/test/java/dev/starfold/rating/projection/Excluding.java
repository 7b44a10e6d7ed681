package dev.starfold.rating.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** What a moderator does to an exclusion: add it, or remove it when {@code active} is false. */
record Excluding(
        UUID id,
        String subject,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String author,
        boolean active) {

    /** Of a subject, a window of some days, an author, or both. */
    static Arbitrary<Excluding> any() {
        return Combinators.combine(
                        Arbitraries.create(UUID::randomUUID),
                        Arbitraries.of("book:0", "book:1", "anime:1", "anime:2", "anime:3"),
                        Arbitraries.integers().between(-1, 4).injectNull(0.3),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 2).injectNull(0.5))
                .as((id, subject, from, days, author) -> new Excluding(
                        id,
                        subject,
                        from == null && author != null ? null : day(from == null ? 0 : from),
                        from == null && author != null ? null : day((from == null ? 0 : from) + days),
                        author == null ? null : "author-" + author,
                        true));
    }

    private static Instant day(int n) {
        return Life.FIRST_DAY.atOffset(ZoneOffset.UTC).plusDays(n).toInstant();
    }

    static Excluding window(String subject, String from, String to) {
        return new Excluding(UUID.randomUUID(), subject, Instant.parse(from), Instant.parse(to), null, true);
    }

    static Excluding author(String subject, String author) {
        return new Excluding(UUID.randomUUID(), subject, null, null, author, true);
    }

    Excluding removed() {
        return new Excluding(id, subject, from, to, author, false);
    }

    boolean covers(ReviewState review) {
        return active
                && subject.equals(review.subject())
                && (author == null || author.equals(review.author()))
                && (from == null
                        || (!review.submittedAt().isBefore(from)
                                && review.submittedAt().isBefore(to)));
    }

    /** As the append's transaction does it. */
    Future<?> apply(Pool pool) {
        var columns = Tuple.tuple()
                .addUUID(id)
                .addString(subject)
                .addOffsetDateTime(utc(from))
                .addOffsetDateTime(utc(to))
                .addString(author)
                .addBoolean(active);
        return pool.withTransaction(connection -> Future.join(
                connection.preparedQuery("""
                        insert into exclusion (id, subject, from_at, to_at, author, reason, by, at, active, version)
                        values ($1, $2, $3, $4, $5, 'raid', 'mona', now(), $6, 1)
                        on conflict (id) do update set active = excluded.active, version = exclusion.version + 1
                        """).execute(columns),
                Recount.of(connection, new TreeSet<>(List.of(subject)))));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
