package dev.starfold.review.store;

import dev.starfold.review.Text;
import dev.starfold.review.search.Words;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the {@code review_search} table: a row for every live review whose current version has words. */
final class SearchTable {

    private static final String DELETE = "delete from review_search where review_id = any($1::uuid[])";

    /** PostgreSQL's parser takes three times as long as reading words with their places, which give the same. */
    private static final String UPSERT = """
            insert into review_search (review_id, document)
            select id, case when placed then words::tsvector else to_tsvector('simple', words) end
            from unnest($1::uuid[], $2::text[], $3::boolean[]) as current(id, words, placed)
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
            Boolean[] placed = new Boolean[words.length];
            for (int i = 0; i < words.length; i++) {
                placed[i] = isPlain(words[i]);
                words[i] = placed[i] ? placed(words[i]) : words[i];
            }
            written = Future.join(
                    written, connection.preparedQuery(UPSERT).execute(Tuple.from(List.of(kept, words, placed))));
        }
        return written;
    }

    /** Whether PostgreSQL's parser would leave each word as it is: a number, or Latin letters and behind them digits too. */
    static boolean isPlain(String words) {
        boolean numeral = false;
        char before = ' ';
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = c >= 'a' && c <= 'z';
            if (before == ' ') {
                numeral = digit;
            }
            if (c != ' ' && !digit && (!letter || numeral)) {
                return false;
            }
            before = c;
        }
        return true;
    }

    /** Each word with its place, as the text form of a document has it. */
    static String placed(String words) {
        StringBuilder placed = new StringBuilder(2 * words.length());
        int place = 0;
        for (String word : words.split(" ")) {
            placed.append(word).append(':').append(++place).append(' ');
        }
        return placed.toString();
    }
}
