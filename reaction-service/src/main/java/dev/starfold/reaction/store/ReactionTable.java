package dev.starfold.reaction.store;

import dev.starfold.reaction.Reaction;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes the {@code reaction} table. */
final class ReactionTable {

    private static final String UPSERT = """
            insert into reaction (id, review_id, user_id, kind, active, version, reacted_at)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::int[],
                $7::timestamptz[])
            on conflict (id) do update set
                user_id = excluded.user_id, kind = excluded.kind, active = excluded.active, version = excluded.version,
                reacted_at = excluded.reacted_at
            """;

    private ReactionTable() {}

    /** The reactions by their ids. */
    static Future<?> upsert(SqlConnection connection, Map<UUID, Reaction> reactions) {
        List<Reaction> rows = List.copyOf(reactions.values());
        Tuple columns = Tuple.tuple().addValue(reactions.keySet().toArray(UUID[]::new));
        add(columns, rows, UUID[]::new, Reaction::review);
        add(columns, rows, String[]::new, Reaction::user);
        add(columns, rows, String[]::new, reaction -> reaction.kind().slug());
        add(columns, rows, Boolean[]::new, Reaction::active);
        add(columns, rows, Integer[]::new, Reaction::version);
        add(columns, rows, OffsetDateTime[]::new, reaction -> reaction.at().atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(UPSERT).execute(columns);
    }

    private static <T> void add(
            Tuple columns, List<Reaction> rows, IntFunction<T[]> array, Function<Reaction, @Nullable T> value) {
        columns.addValue(rows.stream().map(value).toArray(array));
    }
}
