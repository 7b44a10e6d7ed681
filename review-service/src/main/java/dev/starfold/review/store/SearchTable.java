package dev.starfold.review.store;

import dev.starfold.review.Text;
import dev.starfold.review.search.Document;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The words of both, headline first; empty without any. */
    static String document(Text text) {
        return Document.of(
                Stream.of(text.headline(), text.body()).filter(Objects::nonNull).collect(Collectors.joining("\n")));
    }

    /** By review; one whose words are empty is not to be found any more. */
    static Future<?> write(SqlConnection connection, Map<UUID, String> documents) {
        List<UUID> gone = new ArrayList<>();
        List<UUID> kept = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        List<Integer> first = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        documents.forEach((review, document) -> {
            if (document.isEmpty()) {
                gone.add(review);
                return;
            }
            kept.add(review);
            words.add(document);
            first.add(keys.size() + 1);
            Document.keys(document).forEach(keys::add);
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
