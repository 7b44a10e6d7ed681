package dev.starfold.rating.exclusions;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes the {@code exclusion} table. */
final class ExclusionTable {

    private static final String UPSERT = """
            insert into exclusion (id, subject, from_at, to_at, author, reason, by, at, active, version)
            select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[],
                $7::text[], $8::timestamptz[], $9::boolean[], $10::int[])
            on conflict (id) do update set
                author = excluded.author, reason = excluded.reason, by = excluded.by,
                active = excluded.active, version = excluded.version
            """;

    private ExclusionTable() {}

    static Future<?> upsert(SqlConnection connection, List<Exclusion> rows) {
        Tuple columns = Tuple.tuple();
        add(columns, rows, UUID[]::new, Exclusion::id);
        add(columns, rows, String[]::new, Exclusion::subject);
        add(columns, rows, OffsetDateTime[]::new, row -> utc(row.scope().from()));
        add(columns, rows, OffsetDateTime[]::new, row -> utc(row.scope().to()));
        add(columns, rows, String[]::new, row -> row.scope().author());
        add(columns, rows, String[]::new, Exclusion::reason);
        add(columns, rows, String[]::new, Exclusion::by);
        add(columns, rows, OffsetDateTime[]::new, row -> utc(row.at()));
        add(columns, rows, Boolean[]::new, Exclusion::active);
        add(columns, rows, Integer[]::new, Exclusion::version);
        return connection.preparedQuery(UPSERT).execute(columns);
    }

    private static <T> void add(
            Tuple columns, List<Exclusion> rows, IntFunction<T[]> array, Function<Exclusion, @Nullable T> value) {
        columns.addValue(rows.stream().map(value).toArray(array));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
