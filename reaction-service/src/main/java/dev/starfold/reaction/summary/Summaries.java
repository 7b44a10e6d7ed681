package dev.starfold.reaction.summary;

import static java.util.stream.Collectors.toMap;

import dev.starfold.eventstore.SharedReads;
import dev.starfold.eventstore.watch.WarmUp;
import dev.starfold.reaction.KnownReview.Status;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.Rejection.Unknown;
import dev.starfold.reaction.Rejection.Withdrawn;
import dev.starfold.reaction.Tally;
import dev.starfold.reaction.reviews.Arrivals;
import dev.starfold.reaction.reviews.ReviewRow;
import dev.starfold.reaction.store.CountRow;
import dev.starfold.reaction.store.ReactionRow;
import dev.starfold.reaction.store.Reads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads summaries with one query, however many are asked for, so that counts and {@code mine} belong to one moment. What it
 * reads was written with the reactions themselves.
 */
@Singleton
public class Summaries implements WarmUp {

    private static final String SELECT = """
            select k, c, m from ReviewRow k
            left join CountRow c on c.reviewId = k.reviewId
            left join ReactionRow m on m.reviewId = k.reviewId and m.id in :mine and m.active
            where k.reviewId in :reviews
            """;

    // The laterals with their limits keep the plan on the indexes, also when it was made while the tables were empty.
    private static final String COUNTED = """
            select asked.*, given.kind, counted.nice, counted.love_it, counted.funny, counted.confusing, counted.informative,
                counted.well_written, counted.creative
            from unnest($1::uuid[], $2::uuid[]) asked(review_id, reaction_id)
            left join lateral (select kind from reaction where id = asked.reaction_id and active limit 1) given on true
            cross join lateral (select * from reaction_count where review_id = asked.review_id limit 1) counted
            """;

    private final Reads reads;
    private final Arrivals arrivals;
    private final Pool pool;
    private final SharedReads<Given, Summary> shared;

    Summaries(Reads reads, Arrivals arrivals, Pool pool, Vertx vertx) {
        this.reads = reads;
        this.arrivals = arrivals;
        this.pool = pool;
        this.shared = new SharedReads<>(vertx, this::counted);
    }

    /** A reaction to a review. */
    private record Given(UUID review, UUID reaction) {}

    private record Found(
            ReviewRow review,
            @Nullable CountRow counts,
            @Nullable ReactionRow mine) {

        boolean isPublic() {
            return review.status.equals(Status.PUBLIC.slug());
        }

        Summary summary(@Nullable String user) {
            Tally tally = counts == null ? Tally.NONE : counts.tally();
            return Summary.of(review.reviewId, tally, user, mine == null ? null : mine.kind);
        }
    }

    @Override
    public Uni<?> warmUp() {
        UUID none = new UUID(0, 0);
        return any(none, "nobody").chain(() -> Reads.shared(shared, new Given(none, none)));
    }

    /** Of a public review, awaited if need be; fails with {@link Unknown} or {@link Withdrawn}. */
    public Uni<Summary> one(UUID review, @Nullable String user) {
        return arrivals.orAwaited(review, () -> any(review, user)).map(found -> {
            found.review.review().requirePublic();
            return found.summary(user);
        });
    }

    /** Of a review that the user has just reacted to, whatever became of it since. */
    public Uni<Summary> after(UUID review, String user) {
        return Reads.shared(shared, new Given(review, Reaction.id(review, user)))
                .onItem()
                .ifNull()
                .failWith(Unknown::new);
    }

    private Future<Map<Given, Summary>> counted(Set<Given> asked) {
        Tuple columns = Tuple.tuple()
                .addArrayOfUUID(asked.stream().map(Given::review).toArray(UUID[]::new))
                .addArrayOfUUID(asked.stream().map(Given::reaction).toArray(UUID[]::new));
        return pool.preparedQuery(COUNTED).execute(columns).map(rows -> {
            Map<Given, Summary> found = HashMap.newHashMap(rows.size());
            for (Row row : rows) {
                Given given = new Given(row.getUUID(0), row.getUUID(1));
                Map<ReactionKind, Integer> counts = new EnumMap<>(ReactionKind.class);
                for (ReactionKind kind : ReactionKind.values()) {
                    counts.put(kind, row.getInteger(3 + kind.ordinal()));
                }
                found.put(given, Summary.toUser(given.review, new Tally(counts), row.getString(2)));
            }
            return found;
        });
    }

    /** In the order asked for, a review asked for twice twice; zeros for what is not public. */
    Uni<List<Summary>> many(List<UUID> reviews, @Nullable String user) {
        return find(Set.copyOf(reviews), user).map(rows -> {
            Map<UUID, Summary> found = rows.stream()
                    .filter(Found::isPublic)
                    .collect(toMap(row -> row.review.reviewId, row -> row.summary(user)));
            return reviews.stream()
                    .map(review -> {
                        Summary summary = found.get(review);
                        return summary == null ? Summary.of(review, Tally.NONE, user, null) : summary;
                    })
                    .toList();
        });
    }

    private Uni<@Nullable Found> any(UUID review, @Nullable String user) {
        return find(Set.of(review), user).map(rows -> rows.isEmpty() ? null : rows.getFirst());
    }

    private Uni<List<Found>> find(Set<UUID> reviews, @Nullable String user) {
        Set<UUID> mine = user == null
                ? Set.of()
                : reviews.stream().map(review -> Reaction.id(review, user)).collect(Collectors.toSet());
        return reads.run(session -> session.createSelectionQuery(SELECT, Found.class)
                .setParameter("mine", mine)
                .setParameter("reviews", reviews)
                .getResultList());
    }
}
