package dev.starfold.local.faults;

import dev.starfold.local.Service;
import dev.starfold.local.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BiPredicate;

/** What the replicas of a service say of themselves on their management ports. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Readiness() {}

    /** Waits until every replica is ready. */
    static void await(FaultedSystem system, Service service) throws Exception {
        await(system, service, (status, body) -> status == 200);
    }

    /** Waits until every replica is unready and says this among the reasons. */
    static void awaitRefusal(FaultedSystem system, Service service, String reason) throws Exception {
        await(system, service, (status, body) -> status == 503 && body.contains(reason));
    }

    private static void await(FaultedSystem system, Service service, BiPredicate<Integer, String> wanted)
            throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int replica = 1; replica <= system.options().replicas(service); replica++) {
            int port = ServiceProcess.managementPort(system.options().port(service, replica));
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            String last = "no answer";
            while (true) {
                try {
                    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
                    if (wanted.test(answer.statusCode(), answer.body())) {
                        break;
                    }
                    last = answer.body();
                } catch (IOException away) {
                    last = away.toString();
                }
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(service + " " + replica + " is not as awaited: " + last);
                }
                Thread.sleep(100);
            }
        }
    }
}
