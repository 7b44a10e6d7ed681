package dev.starfold.eventstore;

import static dev.starfold.eventstore.Instance.add;
import static dev.starfold.eventstore.Instance.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AppendConnectionTest {

    private static final String SETTINGS = """
            select concat_ws(' ', current_setting('enable_seqscan'), current_setting('plan_cache_mode'),
                current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout'))
            """;

    private final TestDatabase database = new TestDatabase();

    @Test
    void oneThatComesTooLateGoesBackAsItCame() {
        try (Instance instance = new Instance(database)) {
            List<SqlConnection> all = take(instance, Instance.CONNECTIONS);
            Future<?> append = instance.store.execute(add(UUID.randomUUID(), 1));
            awaitRetry(instance);
            all.forEach(one -> get(one.close()));
            get(append);
            assertAllAsTheyCame(instance);
        }
    }

    @Test
    void oneWhoseStatementsTakeTooLongGoesBackAsItCame() throws Exception {
        StoreSettings impatient = new StoreSettings(256, 100, Duration.ofSeconds(20), Duration.ofSeconds(10));
        try (Instance instance = new Instance(database, impatient)) {
            Future<?> append;
            try (Connection lock = database.holdAppendLock()) {
                append = instance.store.execute(add(UUID.randomUUID(), 1));
                awaitRetry(instance);
            }
            get(append);
            assertAllAsTheyCame(instance);
        }
    }

    private static void awaitRetry(Instance instance) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        instance.metrics.get("starfold.store.retries").counter().count() > 0);
    }

    /** All but the one that the store keeps. */
    private static void assertAllAsTheyCame(Instance instance) {
        List<SqlConnection> others = take(instance, Instance.CONNECTIONS - 1);
        assertThat(others)
                .extracting(one ->
                        get(one.query(SETTINGS).execute()).iterator().next().getString(0))
                .containsOnly("on auto 0 0");
        others.forEach(one -> get(one.close()));
    }

    private static List<SqlConnection> take(Instance instance, int connections) {
        return Stream.generate(() -> get(instance.pool.getConnection()))
                .limit(connections)
                .toList();
    }
}
