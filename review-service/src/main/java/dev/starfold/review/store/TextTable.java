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

    private static final String DELETE = """
            delete from review_text t using unnest($1::uuid[], $2::int[]) erased(review_id, version)
            where t.review_id = erased.review_id and t.version = erased.version
            """;

    private TextTable() {}

    record Row(UUID review, int version, Text text) {}

    record Erased(UUID review, int version) {}

    static Future<?> insert(SqlConnection connection, List<Row> rows) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        rows.stream().map(Row::review).toArray(UUID[]::new),
                        rows.stream().map(Row::version).toArray(Integer[]::new),
                        rows.stream().map(row -> row.text.headline()).toArray(String[]::new),
                        rows.stream().map(row -> row.text.body()).toArray(String[]::new)));
    }

    static Future<?> delete(SqlConnection connection, List<Erased> rows) {
        // Not Tuple.of: the second array would be taken for its variable arguments.
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.from(List.of(
                        rows.stream().map(Erased::review).toArray(UUID[]::new),
                        rows.stream().map(Erased::version).toArray(Integer[]::new))));
    }
}
