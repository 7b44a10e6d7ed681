package dev.starfold.eventstore.relay;

import static dev.starfold.eventstore.Instance.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.Instance;
import dev.starfold.eventstore.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotificationsTest {

    private static final String LISTEN = "listen " + EventLog.CHANNEL;

    private final TestDatabase database = new TestDatabase();
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger heard = new AtomicInteger();

    @AfterEach
    void close() {
        get(vertx.close());
    }

    @Test
    void aConnectionThatBreaksBeforeItListensIsFollowedByOneAlone() {
        var breaks = new AtomicInteger(1);
        Pool pool = through((sent, client, server) -> {
            if (breaks.getAndDecrement() > 0) {
                client.close();
            } else {
                server.write(sent);
            }
        });
        try (var _ = started(pool)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> listening() > 0);
            await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(60)).until(() -> listening() == 1);
        }
    }

    @Test
    void aConnectionThatCannotListenGoesBackIntoThePool() {
        var failures = new AtomicInteger(1);
        Pool pool = through((sent, client, server) -> server.write(
                failures.getAndDecrement() > 0 ? Buffer.buffer(sent.toString().replace("listen", "refuse")) : sent));
        try (var _ = started(pool)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> listening() == 1);
            List<SqlConnection> others = Stream.generate(() -> get(pool.getConnection()))
                    .limit(Instance.CONNECTIONS - 1)
                    .toList();
            others.forEach(one -> get(one.close()));
            database.run("notify " + EventLog.CHANNEL);
            await().atMost(Duration.ofSeconds(60)).until(() -> heard.get() == 1);
        }
        assertThat(failures).hasNegativeValue();
    }

    private Notifications started(Pool pool) {
        var notifications = new Notifications(pool, heard::incrementAndGet);
        notifications.start();
        return notifications;
    }

    private long listening() {
        return database.number("select count(*) from pg_stat_activity where datname = '%s' and query like 'listen %%'"
                .formatted(database.name));
    }

    private interface Fault {
        void sending(Buffer listen, NetSocket client, NetSocket server);
    }

    /** The way to PostgreSQL, with a fault where the client sends {@code listen}. */
    private Pool through(Fault fault) {
        var postgres = EmbeddedServers.postgres();
        NetServer way = get(vertx.createNetServer()
                .connectHandler(client -> {
                    client.pause();
                    vertx.createNetClient()
                            .connect(postgres.port(), "localhost")
                            .onSuccess(server -> {
                                client.handler(sent -> {
                                    if (sent.toString().contains(LISTEN)) {
                                        fault.sending(sent, client, server);
                                    } else {
                                        server.write(sent);
                                    }
                                });
                                server.handler(client::write);
                                client.closeHandler(_ -> server.close());
                                server.closeHandler(_ -> client.close());
                                client.resume();
                            });
                })
                .listen(0, "localhost"));
        return Instance.pool(vertx, way.actualPort(), database.name, postgres.user(), postgres.password());
    }
}
