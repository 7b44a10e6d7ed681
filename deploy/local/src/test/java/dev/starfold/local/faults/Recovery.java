package dev.starfold.local.faults;

import dev.starfold.local.Part;
import dev.starfold.local.Service;
import dev.starfold.local.ServiceProcess;
import dev.starfold.local.faults.Api.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** How long it takes until the system is itself again. */
final class Recovery {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final FaultedSystem system;
    private final Api api;
    private final HttpClient management =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    Recovery(FaultedSystem system, Consumer<String> broken) {
        this.system = system;
        this.api = new Api(system.url(), broken);
    }

    /** From now until a review that is submitted shows in its rating; empty if it never did. */
    Optional<Duration> measured() {
        long start = System.nanoTime();
        long end = start + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            String subject = "anime:" + UUID.randomUUID();
            String user = "probe-" + UUID.randomUUID();
            Answer submitted =
                    api.send("POST", "/reviews", system.token(user), Map.of("subject", subject, "score", 7), Map.of());
            while (submitted.is(201) && System.nanoTime() < end) {
                if (api.get("/ratings/" + subject).body().path("count").asInt() == 1) {
                    return Optional.of(Duration.ofNanos(System.nanoTime() - start));
                }
                Actor.pause(20);
            }
            Actor.pause(50);
        }
        return Optional.empty();
    }

    /** Waits until every process says that it is ready; the name of one that never does. */
    Optional<String> unready() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Service service : Service.values()) {
            for (int replica = 1; replica <= system.options().replicas(service); replica++) {
                int port = ServiceProcess.managementPort(system.options().port(service, replica));
                while (!ready(port)) {
                    if (System.nanoTime() > end) {
                        Part part = system.replicas(service).get(replica - 1);
                        return Optional.of(part.name() + " is not ready");
                    }
                    Actor.pause(100);
                }
            }
        }
        return Optional.empty();
    }

    private boolean ready(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return management
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
