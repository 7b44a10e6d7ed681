package dev.starfold.rating;

import static java.util.Comparator.naturalOrder;

import dev.starfold.eventstore.SharedReads;
import dev.starfold.eventstore.watch.WarmUp;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Reads ratings with one query, however many are asked for, so that all figures of an answer belong to one moment. What it
 * reads is what the projection has committed.
 */
@Singleton
public class RatingReader implements WarmUp {

    /**
     * Given what is {@code asked} for, by its {@code subject}. The laterals with their limits keep the plan on the indexes, also
     * when it was made while the tables were empty.
     */
    private static final String RATED = """
            select asked.subject, r.scores, r.recommendations, r.reactions, r.excluded, r.updated_at, total.count, total.sum,
                   place.rank, ranking.ranked_at %s
            cross join lateral (select * from live_rating where subject = asked.subject limit 1) r
            left join lateral (select count, sum from live_type_total where type = r.type limit 1) total on true
            left join lateral (select rank from place where subject = r.subject limit 1) place on true
            left join lateral (
                select ranked_at from ranking where type = r.type and superseded_at is null limit 1
            ) ranking on true
            """;

    private static final String READ = RATED.formatted("from unnest($1::text[]) as asked (subject)");

    private static final String READ_BY_REVIEW = RATED.formatted("""
            , asked.review_id, asked.version, asked.transaction, asked.place
            from unnest($1::uuid[]) as named (id) cross join lateral (
                select review_id, subject, version, xmin::text as transaction, tableoid::bigint as place from review
                where slot = (select slot from projection where name = 'ratings') and review_id = named.id limit 1
            ) asked
            """);

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final SharedReads<String, Rating> shared;
    private final int weight;

    RatingReader(
            Mutiny.SessionFactory sessions,
            Pool pool,
            Vertx vertx,
            @ConfigProperty(name = "starfold.rating.weight") int weight) {
        this.sessions = sessions;
        this.pool = pool;
        this.shared = new SharedReads<>(vertx, this::query);
        this.weight = weight;
    }

    @Override
    public Uni<?> warmUp() {
        // Not one after the other: a session begins on no context or a caller's own, and what is shared is answered on
        // another's.
        return Uni.join()
                .all(read("none:", new Part(false, null)), read("none:"))
                .andFailFast();
    }

    /** The rating of one subject, by a query that it shares with others asked for at the same time. */
    Uni<Rating> read(String subject) {
        return Uni.createFrom()
                .completionStage(() -> shared.read(subject).toCompletionStage())
                .map(found -> found.orElseGet(
                        () -> Rating.neverReviewed(subject, Clock.systemUTC().instant())));
    }

    /** The ratings in the order asked for; a subject asked for twice is answered twice. */
    public Uni<List<Rating>> read(List<String> subjects) {
        return Uni.createFrom()
                .completionStage(() -> query(Set.copyOf(subjects)).toCompletionStage())
                .map(found -> {
                    var now = Clock.systemUTC().instant();
                    return subjects.stream()
                            .map(subject -> {
                                var rating = found.get(subject);
                                return rating == null ? Rating.neverReviewed(subject, now) : rating;
                            })
                            .toList();
                });
    }

    /**
     * A review as it is folded in, and the rating of its subject at that very moment.
     *
     * @param transaction which wrote the review's row, in the table {@code place}: together they tell it from any other row
     */
    public record Folded(Rating rating, int version, String transaction, long place) {

        /** Whether both are of the same row of the review, whatever became of the rating. */
        public boolean isSameRow(Folded other) {
            return version == other.version && transaction.equals(other.transaction) && place == other.place;
        }
    }

    /** What is folded in of these reviews, by their ids. */
    public Future<Map<UUID, Folded>> folded(Set<UUID> reviews) {
        var asked = Tuple.tuple().addArrayOfUUID(reviews.toArray(UUID[]::new));
        return pool.preparedQuery(READ_BY_REVIEW).execute(asked).map(rows -> {
            var found = HashMap.<UUID, Folded>newHashMap(rows.size());
            rows.forEach(row -> found.put(
                    row.getUUID(10), new Folded(rating(row), row.getInteger(11), row.getString(12), row.getLong(13))));
            return found;
        });
    }

    private Future<Map<String, Rating>> query(Set<String> subjects) {
        var asked = Tuple.tuple().addArrayOfString(subjects.toArray(String[]::new));
        return pool.preparedQuery(READ).execute(asked).map(rows -> {
            var found = HashMap.<String, Rating>newHashMap(rows.size());
            rows.forEach(row -> found.put(row.getString(0), rating(row)));
            return found;
        });
    }

    private Rating rating(Row row) {
        var counts = new Counts(longs(row, 1), longs(row, 2), longs(row, 3), row.getLong(4));
        var count = row.getLong(6);
        var total = count == null ? null : TypeTotal.of(count, row.getLong(7));
        return Rating.of(row.getString(0), counts, total, weight, instant(row, 5))
                .ranked(row.getLong(8), row.getValue(9) == null ? null : instant(row, 9));
    }

    private static long[] longs(Row row, int column) {
        return Stream.of(row.getArrayOfLongs(column)).mapToLong(Long::longValue).toArray();
    }

    private static Instant instant(Row row, int column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private record OfPart(
            RatingRow row,
            @Nullable TypeTotal total,
            @Nullable PartRow part) {}

    /** The rating over a part of the subject's reviews. The mean of the type stays that of all its reviews. */
    Uni<Rating> read(String subject, Part part) {
        return sessions.withStatelessSession(session -> {
                    var query = session.createQuery(
                                    """
                            select row, total, part from RatingRow row left join TypeTotal total on total.type = row.type
                            left join PartRow part on part.subject = row.subject%s%s
                            where row.subject = :subject
                            """.formatted(
                                            part.preliminary() == null ? "" : " and part.preliminary = :preliminary",
                                            part.language() == null
                                                    ? ""
                                                    : " and (part.language = :language or part.language like :kinds)"),
                                    OfPart.class)
                            .setParameter("subject", subject);
                    if (part.preliminary() != null) {
                        query.setParameter("preliminary", part.preliminary());
                    }
                    if (part.language() != null) {
                        query.setParameter("language", part.language()).setParameter("kinds", part.language() + "-%");
                    }
                    return query.getResultList();
                })
                .map(found -> sum(subject, found));
    }

    private Rating sum(String subject, List<OfPart> found) {
        var asOf = found.stream()
                .flatMap(it -> it.part() == null ? Stream.empty() : Stream.of(it.part().updatedAt))
                .max(naturalOrder());
        if (asOf.isEmpty()) {
            return Rating.neverReviewed(subject, Clock.systemUTC().instant());
        }
        var counts = found.stream()
                .flatMap(it ->
                        it.part() == null ? Stream.empty() : Stream.of(it.part().counts()))
                .reduce(Counts.NONE, Counts::plus);
        return Rating.of(subject, counts, found.getFirst().total(), weight, asOf.get());
    }
}
