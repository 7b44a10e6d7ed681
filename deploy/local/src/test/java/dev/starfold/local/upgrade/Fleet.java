package dev.starfold.local.upgrade;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.local.PackagedService;
import dev.starfold.local.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Two replicas of each service, and the rotation of those that get calls: what a cluster's deployment does. */
final class Fleet implements AutoCloseable {

    private static final int REPLICAS = 2;
    private static final Duration START = Duration.ofMinutes(3);
    /** As long as a pod waits before it is told to stop, so that nobody routes to it any more. */
    private static final Duration OUT_OF_ROTATION = Duration.ofSeconds(3);

    private final Path data;
    private final Map<Service, List<PackagedService>> rotation = new EnumMap<>(Service.class);
    private final AtomicInteger turn = new AtomicInteger();
    private int started;

    /** Starts all of one release; ready when this returns. */
    Fleet(Path home, Path data) throws Exception {
        this.data = data;
        Map<Service, List<PackagedService>> starting = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            EmbeddedServers.postgres().createDatabase(service.title());
            List<PackagedService> replicas = new ArrayList<>();
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(start(home, service));
            }
            starting.put(service, replicas);
        }
        for (Service service : Service.values()) {
            for (PackagedService replica : starting.get(service)) {
                awaitReady(replica);
            }
            rotation.put(service, new CopyOnWriteArrayList<>(starting.get(service)));
        }
    }

    private PackagedService start(Path home, Service service) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "quarkus.datasource.reactive.url", EmbeddedServers.postgres().reactiveUrl(service.title()));
        settings.put("quarkus.datasource.jdbc.url", EmbeddedServers.postgres().jdbcUrl(service.title()));
        settings.put("quarkus.datasource.username", EmbeddedServers.postgres().user());
        settings.put("quarkus.datasource.password", EmbeddedServers.postgres().password());
        settings.put("kafka.bootstrap.servers", EmbeddedServers.kafka().bootstrapServers());
        settings.put("quarkus.oidc.auth-server-url", EmbeddedServers.issuer().url());
        // What releases have set themselves since they can be taken back to.
        settings.put("quarkus.flyway.ignore-migration-patterns", "*:missing,*:future");
        return PackagedService.start(home, service, data.resolve(service.title() + "-" + ++started + ".log"), settings);
    }

    private static void awaitReady(PackagedService replica) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (replica.readiness().status() != 200) {
            replica.assertAlive();
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not ready: " + replica.log());
            }
            Thread.sleep(200);
        }
    }

    /** Where the next call of the service goes. */
    String url(Service service) {
        List<PackagedService> ready = rotation.get(service);
        return "http://localhost:"
                + ready.get(Math.floorMod(turn.getAndIncrement(), ready.size())).port();
    }

    /** One after another: the new one is ready and gets calls before the old one gets none and ends. */
    void replace(Service service, Path home) throws Exception {
        List<PackagedService> replicas = rotation.get(service);
        for (PackagedService old : List.copyOf(replicas)) {
            PackagedService successor = start(home, service);
            awaitReady(successor);
            replicas.add(successor);
            replicas.remove(old);
            Thread.sleep(OUT_OF_ROTATION);
            old.close();
        }
    }

    @Override
    public void close() throws Exception {
        for (List<PackagedService> replicas : rotation.values()) {
            for (PackagedService replica : replicas) {
                replica.close();
            }
        }
    }
}
