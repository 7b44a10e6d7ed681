package dev.starfold.eventstore.relay;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.Instance;
import dev.starfold.eventstore.Tally;
import dev.starfold.eventstore.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A relay in a process of its own, so that a test can kill it as kill -9 does. */
final class RelayProcess {

    private RelayProcess() {}

    static Process start(TestDatabase database, String topic, Duration lease) throws IOException {
        var server = EmbeddedServers.postgres();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RelayProcess.class.getName(),
                Integer.toString(server.port()),
                database.name,
                server.user(),
                server.password(),
                EmbeddedServers.kafka().bootstrapServers(),
                topic,
                Long.toString(lease.toMillis()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/relay-process.log"))
                .start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        Pool pool = Instance.pool(vertx, Integer.parseInt(arguments[0]), arguments[1], arguments[2], arguments[3]);
        RelaySettings settings = new RelaySettings(
                arguments[5],
                4,
                (short) 1,
                "/tally",
                "doomed",
                100,
                Duration.ofMillis(Long.parseLong(arguments[6])),
                Duration.ofMillis(200));
        new Relay<>(
                        pool,
                        new EventLog<>(new EventCodec<>(Tally.class)),
                        RelayTest::publish,
                        Map.of("bootstrap.servers", arguments[4]),
                        settings,
                        new SimpleMeterRegistry())
                .start();
        Thread.currentThread().join();
    }
}
