package dev.starfold.review.operations;

import dev.starfold.eventstore.operations.ReadModel;
import dev.starfold.eventstore.projection.Source;
import dev.starfold.review.reactions.ReactionProjection;
import dev.starfold.review.reactions.Recount;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reactions are built anew from their log; the reviews' counts, which have no slots, are recounted as the slot goes live.
 * Those counts are what is verified, against the reactions.
 */
final class ReactionsModel implements ReadModel {

    private static final String BEHIND = """
            select live.reaction_id, live.version
            from reaction live
            left join reaction built on built.slot = $1 and built.reaction_id = live.reaction_id
            where live.slot = $2 and coalesce(built.version, 0) < live.version
            order by live.reaction_id limit 1
            """;

    @Override
    public String name() {
        return ReactionProjection.NAME;
    }

    @Override
    public List<Source<?>> sources(Pool pool, @Nullable Short slot) {
        return List.of(new ReactionProjection(pool, slot).source());
    }

    @Override
    public List<String> tables() {
        return List.of("reaction");
    }

    @Override
    public Future<Optional<String>> behind(SqlConnection connection, short slot, short live) {
        return connection.preparedQuery(BEHIND).execute(Tuple.of(slot, live)).map(rows -> {
            for (Row row : rows) {
                return Optional.of("it lacks version %d of reaction %s".formatted(row.getInteger(1), row.getUUID(0)));
            }
            return Optional.empty();
        });
    }

    @Override
    public Future<?> switching(SqlConnection connection, short slot) {
        return Recount.write(connection, slot);
    }

    @Override
    public Future<Long> size(Pool pool) {
        return pool.query("select count(*) from review")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Future<Slice> verify(Pool pool, @Nullable String after) {
        return Recount.compare(pool, after);
    }
}
