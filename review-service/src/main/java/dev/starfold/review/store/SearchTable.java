package dev.starfold.review.store;

import dev.starfold.review.Text;
import dev.starfold.review.search.Words;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the {@code review_search} table: a row for every live review whose current version has words. */
final class SearchTable {

    private static final String DELETE = "delete from review_search where review_id = any($1::uuid[])";

    private static final String UPSERT = """
            insert into review_search (review_id, document)
            select id, to_tsvector('simple', words) from unnest($1::uuid[], $2::text[]) as current(id, words)
            on conflict (review_id) do update set document = excluded.document
            """;

    private SearchTable() {}

    /** The words of both, headline first; empty without any. */
    static String document(Text text) {
        return Words.document(
                Stream.of(text.headline(), text.body()).filter(Objects::nonNull).collect(Collectors.joining("\n")));
    }

    /** By review; one whose words are empty is not to be found any more. */
    static Future<?> write(SqlConnection connection, Map<UUID, String> documents) {
        UUID[] gone = documents.keySet().stream()
                .filter(id -> documents.getOrDefault(id, "").isEmpty())
                .toArray(UUID[]::new);
        UUID[] kept = documents.keySet().stream()
                .filter(id -> !documents.getOrDefault(id, "").isEmpty())
                .toArray(UUID[]::new);
        Future<?> written = Future.succeededFuture();
        if (gone.length > 0) {
            written = connection.preparedQuery(DELETE).execute(Tuple.tuple().addValue(gone));
        }
        if (kept.length > 0) {
            String[] words = Stream.of(kept).map(documents::get).toArray(String[]::new);
            written = Future.join(
                    written,
                    connection
                            .preparedQuery(UPSERT)
                            .execute(Tuple.tuple().addValue(kept).addValue(words)));
        }
        return written;
    }
}
