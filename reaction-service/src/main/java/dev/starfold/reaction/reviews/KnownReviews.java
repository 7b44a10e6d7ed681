package dev.starfold.reaction.reviews;

import dev.starfold.eventstore.SharedReads;
import dev.starfold.eventstore.watch.WarmUp;
import dev.starfold.reaction.KnownReview;
import dev.starfold.reaction.KnownReview.Status;
import dev.starfold.reaction.Rejection.Unknown;
import dev.starfold.reaction.store.Reads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Point reads of what is known of one review; those at the same time share a query. */
@Singleton
public class KnownReviews implements WarmUp {

    // The lateral with its limit keeps the plan on the index, also when it was made while the table was empty.
    private static final String KNOWN = """
            select known.* from unnest($1::uuid[]) asked(id) cross join lateral (
                select review_id, subject, author, status from live_known_review where review_id = asked.id limit 1
            ) known
            """;

    private final Pool pool;
    private final SharedReads<UUID, KnownReview> shared;
    private final Arrivals arrivals;

    KnownReviews(Pool pool, Vertx vertx, Arrivals arrivals) {
        this.pool = pool;
        this.shared = new SharedReads<>(vertx, this::query);
        this.arrivals = arrivals;
    }

    @Override
    public Uni<?> warmUp() {
        return Reads.shared(shared, new UUID(0, 0));
    }

    /** The review, awaited if need be; fails with {@link Unknown}. */
    public Uni<KnownReview> one(UUID id) {
        return arrivals.orAwaited(id, () -> Reads.shared(shared, id));
    }

    private Future<Map<UUID, KnownReview>> query(Set<UUID> ids) {
        Tuple asked = Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new));
        return pool.preparedQuery(KNOWN).execute(asked).map(rows -> {
            Map<UUID, KnownReview> found = HashMap.newHashMap(rows.size());
            for (Row row : rows) {
                Status status = Status.valueOf(row.getString(3).toUpperCase(Locale.ROOT));
                UUID id = row.getUUID(0);
                found.put(id, new KnownReview(id, row.getString(1), row.getString(2), status));
            }
            return found;
        });
    }
}
