package dev.starfold.review.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes the {@code review_search} table: a row for every live review whose current version has words. */
final class SearchTable {

    private static final String DELETE = "delete from review_search where review_id = any($1::uuid[])";

    /** The keys of all stand in one array, as arrays of several lengths can't be sent. */
    private static final String UPSERT = """
            insert into review_search (review_id, words, keys)
            select id, words, ($3::int[])[first:last]
            from unnest($1::uuid[], $2::text[], $4::int[], $5::int[]) as current(id, words, first, last)
            on conflict (review_id) do update set document = null, words = excluded.words, keys = excluded.keys
            """;

    private SearchTable() {}

    /** By review; one whose words are empty is not to be found any more. */
    static Future<?> write(SqlConnection connection, Map<UUID, WrittenText> texts) {
        List<UUID> gone = new ArrayList<>();
        List<UUID> kept = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        List<Integer> first = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        texts.forEach((review, text) -> {
            if (text.document().isEmpty()) {
                gone.add(review);
                return;
            }
            kept.add(review);
            words.add(text.document());
            first.add(keys.size() + 1);
            keys.addAll(text.keys());
            last.add(keys.size());
        });
        Future<?> deleted = gone.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(DELETE).execute(Tuple.tuple().addValue(gone.toArray(UUID[]::new)));
        Future<?> written = kept.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(UPSERT)
                        .execute(Tuple.from(List.of(
                                kept.toArray(UUID[]::new),
                                words.toArray(String[]::new),
                                keys.toArray(Integer[]::new),
                                first.toArray(Integer[]::new),
                                last.toArray(Integer[]::new))));
        return Future.join(deleted, written);
    }
}
