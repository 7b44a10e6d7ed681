package dev.starfold.eventstore;

import static dev.starfold.eventstore.Instance.get;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedReadsTest {

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Query> queries = new LinkedBlockingQueue<>();
    private final SharedReads<String, String> reads = new SharedReads<>(vertx, this::query);

    private record Query(Set<String> keys, Promise<Map<String, String>> found) {
        void answer(String value) {
            found.complete(keys.stream().collect(toMap(key -> key, key -> value + " " + key)));
        }
    }

    private Future<Map<String, String>> query(Set<String> keys) {
        Query query = new Query(keys, Promise.promise());
        queries.add(query);
        return query.found.future();
    }

    private Query next() throws InterruptedException {
        Query query = queries.poll(60, TimeUnit.SECONDS);
        assertThat(query).isNotNull();
        return query;
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    @Test
    void whatIsAskedForDuringAQueryIsReadByTheNext() throws Exception {
        Future<Optional<String>> first = reads.read("a");
        Query one = next();
        List<Future<Optional<String>>> later = List.of(reads.read("a"), reads.read("b"), reads.read("a"));
        assertThat(queries).isEmpty();
        one.answer("old");
        assertThat(get(first)).contains("old a");
        Query two = next();
        assertThat(two.keys).containsExactlyInAnyOrder("a", "b");
        two.answer("new");
        assertThat(later.stream().map(Instance::get).map(Optional::orElseThrow))
                .containsExactly("new a", "new b", "new a");
    }

    @Test
    void whatIsNotThereIsEmpty() throws Exception {
        Future<Optional<String>> read = reads.read("a");
        next().found.complete(Map.of());
        assertThat(get(read)).isEmpty();
    }

    @Test
    void aFailedQueryFailsItsOwnReadsAlone() throws Exception {
        Future<Optional<String>> failed = reads.read("a");
        Query one = next();
        Future<Optional<String>> later = reads.read("a");
        one.found.fail(new IllegalStateException("broken"));
        next().answer("whole");
        assertThat(get(later)).contains("whole a");
        assertThatThrownBy(() -> get(failed)).hasStackTraceContaining("broken");
    }

    @Test
    void aQueryThatDoesNotAnswerIsGivenUp() throws Exception {
        Future<Optional<String>> read = reads.read("a");
        next();
        assertThatThrownBy(() -> get(read)).hasStackTraceContaining("did not answer in time");
        Future<Optional<String>> later = reads.read("a");
        next().answer("back");
        assertThat(get(later)).contains("back a");
    }
}
