package dev.starfold.eventstore.erasure;

import static dev.starfold.eventstore.Instance.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.eventstore.Instance;
import dev.starfold.eventstore.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChunksTest {

    private static final int STREAMS = 20_000;

    private final TestDatabase database = new TestDatabase();
    private final Instance instance = new Instance(database);
    private final List<UUID> seen = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void anyNumberOfStreamsMayBeDoneAtOnce() {
        walk(1, some -> {
            seen.addAll(some);
            return Future.succeededFuture();
        });
        assertThat(seen).hasSize(STREAMS).doesNotHaveDuplicates();
    }

    @Test
    void oneChunkComesAfterTheOtherWhereverTheyAreDone() {
        AtomicInteger atOnce = new AtomicInteger();
        walk(3, some -> {
            assertThat(atOnce.incrementAndGet()).isOne();
            seen.addAll(some);
            Promise<Void> done = Promise.promise();
            ForkJoinPool.commonPool().execute(() -> {
                atOnce.decrementAndGet();
                done.complete();
            });
            return done.future();
        });
        assertThat(seen).hasSize(STREAMS).doesNotHaveDuplicates();
    }

    @Test
    void whatFailsOrThrowsEndsIt() {
        List<Function<List<UUID>, Future<?>>> broken =
                List.of(some -> Future.failedFuture(new IllegalStateException("cut")), some -> {
                    throw new IllegalStateException("cut");
                });
        for (var work : broken) {
            seen.clear();
            assertThatThrownBy(() -> walk(10, some -> {
                        seen.addAll(some);
                        return seen.size() < 50 ? Future.succeededFuture() : work.apply(some);
                    }))
                    .hasMessage("cut");
            assertThat(seen).hasSize(50);
        }
    }

    @Test
    void oneThatFallsSilentFreesTheOthers() {
        database.run("insert into total values (gen_random_uuid(), 1)");
        CompletableFuture<Void> locked = new CompletableFuture<>();
        Chunks.repeat(instance.pool, connection -> connection
                .query("select from total for update")
                .execute()
                .onSuccess(_ -> locked.complete(null))
                .compose(_ -> Promise.<Integer>promise().future()));
        locked.join();
        get(instance.pool.query("update total set amount = 2").execute());
        assertThat(database.number("select amount from total")).isEqualTo(2);
    }

    private void walk(int size, Function<List<UUID>, Future<?>> work) {
        get(Chunks.ofStreams(
                instance.pool,
                "select gen_random_uuid() from generate_series(1, $1::integer)",
                Tuple.of(STREAMS),
                size,
                work));
    }
}
