package dev.starfold.review.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class SearchTableTest {

    private static final String CHARACTERS = "abcxyze019 ";

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(strings = {"9 10", "e5 1 e 5", "007 a007b 3", "the the cat", "www com http a1 b2c3d4", "x0 0 00 1e"})
    void aPlainDocumentIsWhatTheParserMakesOfIt(String words) {
        assertThat(SearchTable.isPlain(words)).isEqualTo(!words.contains("1e"));
        assertThat(isTheSame(words)).isTrue();
    }

    @Test
    void soIsAnyOther() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder words = new StringBuilder();
            random.ints(1 + random.nextInt(60), 0, CHARACTERS.length())
                    .forEach(c -> words.append(CHARACTERS.charAt(c)));
            String document = words.toString().strip().replaceAll(" +", " ");
            if (!document.isEmpty()) {
                assertThat(isTheSame(document))
                        .as("seed %d: %s", seed, document)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ärger", "猫が", "a_b", "3d", "don't", "हिन्दी"})
    void whatIsNotPlainIsLeftToTheParser(String words) {
        assertThat(SearchTable.isPlain(words)).isFalse();
    }

    private boolean isTheSame(String words) {
        return !SearchTable.isPlain(words)
                || pool.preparedQuery("select $1::text::tsvector = to_tsvector('simple', $2)")
                        .execute(Tuple.of(SearchTable.placed(words), words))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .iterator()
                        .next()
                        .getBoolean(0);
    }
}
