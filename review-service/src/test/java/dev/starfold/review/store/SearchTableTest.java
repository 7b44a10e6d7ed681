package dev.starfold.review.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.review.OnRealServers;
import dev.starfold.review.search.Document;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class SearchTableTest {

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(
            strings = {"9 out of 10: the BEST of the best", "Ärger über 猫が好き, हिन्दी पाठ", "x", "0 00 007 a007b e5"})
    void keysAreTheSameInTheDatabase(String text) {
        String words = Document.of(text);
        assertThat(row("select search_keys($1)", words).getArrayOfIntegers(0))
                .isEqualTo(Document.keys(words).boxed().toArray(Integer[]::new));
    }

    /** What the release before wrote, and its replicas still write while this one takes over. */
    @ParameterizedTest
    @ValueSource(strings = {"a slow start, a slow end", "好き cat"})
    void aDocumentOfTheReleaseBeforeGetsItsWordsAndKeys(String text) {
        String words = Document.of(text);
        UUID review = UUID.randomUUID();
        Row written = row("""
                insert into review_search (review_id, document) values ($1, to_tsvector('simple', $2)) returning words, keys
                """, review, words);
        assertThat(written.getString("words")).isEqualTo(words);
        assertThat(written.getArrayOfIntegers("keys"))
                .isEqualTo(Document.keys(words).boxed().toArray(Integer[]::new));
        assertThat(row("""
                        update review_search set document = to_tsvector('simple', 'now other words') where review_id = $1
                        returning words""", review).getString("words")).isEqualTo(" now other words ");
    }

    @Test
    void anEmptyDocumentHasNoKeys() {
        assertThat(row("select search_keys($1)", "").getArrayOfIntegers(0)).isEmpty();
    }

    /** Else an append would take it upon itself to tidy the index, again and again, with all others waiting behind. */
    @Test
    void appendsMayLeaveManyDocumentsBesideTheIndex() {
        assertThat(row("show gin_pending_list_limit").getString(0)).isEqualTo("64MB");
    }

    private Row row(String sql, Object... parameters) {
        return pool.preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .iterator()
                .next();
    }
}
