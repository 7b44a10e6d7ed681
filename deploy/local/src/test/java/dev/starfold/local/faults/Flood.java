package dev.starfold.local.faults;

import dev.starfold.local.Service;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * More clients than a service can answer, none of whom waits as it is told: each asks again as soon as it is answered. What the
 * service takes it must answer soon, and the rest refuse at once and as promised.
 */
record Flood(String name, Service service) implements Fault {

    private static final int CLIENTS = 2_000;
    private static final Duration LENGTH = Duration.ofSeconds(10);
    // Submitting the same review again is refused inside the store's transaction.
    private static final Set<Integer> TAKEN = Set.of(200, 201, 409);

    static Flood of(Service service) {
        return new Flood("flood of " + service.title() + "-service", service);
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            var answers = new Answers();
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setMaxPoolSize(CLIENTS)
                    .setConnectTimeout(5_000)
                    .setDefaultPort(system.options().port(service, 1)));
            String token = system.token("flood-" + random.nextInt(1_000_000));
            long end = System.nanoTime() + LENGTH.toNanos();
            for (int i = 0; i < CLIENTS; i++) {
                ask(client, token, answers, end);
            }
            Actor.pause(LENGTH.toMillis());
            answers.print(name);
            answers.require();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private void ask(HttpClient client, String token, Answers answers, long end) {
        long asked = System.nanoTime();
        if (asked > end) {
            return;
        }
        client.request(request(token))
                .compose(request -> request.send(body(request.getMethod())))
                .compose(response -> response.body().map(body -> answers.add(response, body, asked)))
                .onFailure(cut -> answers.count(0))
                .onComplete(any -> ask(client, token, answers, end));
    }

    private RequestOptions request(String token) {
        String subject = "flood:" + ThreadLocalRandom.current().nextInt(50);
        var request = new RequestOptions().setTimeout(30_000);
        if (service == Service.RATING) {
            return request.setURI("/ratings/" + subject);
        }
        if (service == Service.REACTION) {
            return request.setURI("/reactions?review=00000000-0000-5000-8000-000000000000");
        }
        return ThreadLocalRandom.current().nextBoolean()
                ? request.setURI("/reviews?subject=" + subject)
                : request.setURI("/reviews")
                        .setMethod(HttpMethod.POST)
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Authorization", "Bearer " + token);
    }

    private static Buffer body(HttpMethod method) {
        return method == HttpMethod.POST
                ? Buffer.buffer("{\"subject\": \"flood:%d\", \"score\": 7, \"body\": \"%s\"}"
                        .formatted(ThreadLocalRandom.current().nextInt(50), "A wave. ".repeat(50)))
                : Buffer.buffer();
    }

    /** What came back; 0 stands for a connection that was cut or never made. */
    private static final class Answers {

        private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
        private final Queue<Long> accepted = new ConcurrentLinkedQueue<>();
        private final Set<String> broken = ConcurrentHashMap.newKeySet();

        private void count(int status) {
            statuses.computeIfAbsent(status, none -> new LongAdder()).increment();
        }

        private boolean add(HttpClientResponse response, Buffer body, long asked) {
            int status = response.statusCode();
            count(status);
            if (TAKEN.contains(status)) {
                return accepted.add(System.nanoTime() - asked);
            }
            boolean asPromised = (status == 429 || status == 503)
                    && response.getHeader("Retry-After") != null
                    && "application/problem+json".equals(response.getHeader("Content-Type"));
            return !asPromised && broken.add(status + " " + response.headers() + " " + body);
        }

        private void print(String name) {
            long[] millis = accepted.stream()
                    .mapToLong(TimeUnit.NANOSECONDS::toMillis)
                    .sorted()
                    .toArray();
            System.out.printf(
                    "    %s: %d clients for %d s; answers %s; taken: p50 %d ms, p99 %d ms%n",
                    name,
                    CLIENTS,
                    LENGTH.toSeconds(),
                    statuses,
                    millis.length == 0 ? -1 : millis[millis.length / 2],
                    millis.length == 0 ? -1 : millis[millis.length * 99 / 100]);
        }

        private void require() {
            if (!broken.isEmpty()) {
                throw new IllegalStateException("refused otherwise than promised: "
                        + broken.stream().limit(5).toList());
            }
        }
    }
}
