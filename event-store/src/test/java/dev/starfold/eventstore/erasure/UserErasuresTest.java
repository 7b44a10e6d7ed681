package dev.starfold.eventstore.erasure;

import static dev.starfold.eventstore.Instance.add;
import static dev.starfold.eventstore.Instance.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.eventstore.Instance;
import dev.starfold.eventstore.TestDatabase;
import dev.starfold.eventstore.projection.Source;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserErasuresTest {

    private final TestDatabase database = new TestDatabase();
    private final Instance instance = new Instance(database);
    private final List<UserErased> erased = new ArrayList<>();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void eachErasureIsCarriedOutOnceHoweverOftenItComes() {
        var log = erasures(this::note);
        UserErased ana = erasure("ana");
        UserErased again = erasure("ana");
        assertThat(get(log.apply().apply(List.of(ana, ana, again)))).isEqualTo(2);
        assertThat(get(log.apply().apply(List.of(again, ana)))).isZero();
        assertThat(erased).containsExactly(ana, again);
        assertThat(database.query("select id::text from erasure"))
                .containsExactlyInAnyOrder(
                        ana.erasureId().toString(), again.erasureId().toString());
    }

    @Test
    void oneThatWasCutOffIsNotRememberedAndHoldsUpThoseBehindIt() {
        UserErased ana = erasure("ana");
        UserErased ben = erasure("ben");
        var broken =
                erasures(one -> one.equals(ben) ? Future.failedFuture(new IllegalStateException("cut")) : note(one));
        assertThatThrownBy(() -> get(broken.apply().apply(List.of(ana, ben, erasure("cem")))))
                .hasMessage("cut");
        assertThat(get(erasures(this::note).apply().apply(List.of(ana, ben)))).isEqualTo(1);
        assertThat(erased).containsExactly(ana, ben);
    }

    @Test
    void aLongLogIsRewrittenInChunksBetweenWhichAppendsGoOn() throws Exception {
        UUID stream = UUID.randomUUID();
        for (int i = 0; i < 25; i++) {
            get(instance.store.execute(add(stream, 1)));
        }
        List<String> before = database.query("select position || ':' || version || data from event order by position");
        String sql = """
                update event set metadata = metadata - 'actor'
                where position in (select position from event where metadata->>'actor' = $1 order by position limit 10)
                """;
        Future<Void> rewritten;
        try (var held = database.holdAppendLock()) {
            rewritten = Chunks.rewrite(instance.pool, sql, Tuple.of("ana"));
            assertThatThrownBy(() ->
                            rewritten.toCompletionStage().toCompletableFuture().get(200, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(database.number("select count(*) from event where metadata ? 'actor'"))
                    .isEqualTo(25);
        }
        get(rewritten);
        assertThat(database.number("select count(*) from event where metadata ? 'actor'"))
                .isZero();
        assertThat(database.query("select position || ':' || version || data from event order by position"))
                .isEqualTo(before);
        assertThat(get(instance.store.execute(add(stream, 1))).version()).isEqualTo(26);
    }

    private Source<UserErased> erasures(Erasure part) {
        return new UserErasures(instance.pool, part).source();
    }

    private Future<Void> note(UserErased one) {
        erased.add(one);
        return Future.succeededFuture();
    }

    private static UserErased erasure(String user) {
        return new UserErased(UUID.randomUUID(), user, Instant.parse("2026-04-03T09:30:00Z"));
    }
}
