package dev.starfold.review.store;

import dev.starfold.review.Text;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Writes the {@code review_text} table. */
final class TextTable {

    private static final String INSERT = """
            insert into review_text (review_id, version, headline, body)
            select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[])
            """;

    private TextTable() {}

    record Row(UUID review, int version, Text text) {}

    static Future<?> insert(SqlConnection connection, List<Row> rows) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        rows.stream().map(Row::review).toArray(UUID[]::new),
                        rows.stream().map(Row::version).toArray(Integer[]::new),
                        rows.stream().map(row -> row.text.headline()).toArray(String[]::new),
                        rows.stream().map(row -> row.text.body()).toArray(String[]::new)));
    }
}
