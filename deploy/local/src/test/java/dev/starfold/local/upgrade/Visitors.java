package dev.starfold.local.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.local.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Users who submit, revise, react and read without a pause, and write down every answer that is not the one they must get. */
final class Visitors implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A review is known everywhere by then, whatever groups rebalance. */
    private static final Duration KNOWN = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Fleet fleet;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Done> done = new ConcurrentLinkedQueue<>();
    private final AtomicLong calls = new AtomicLong();
    private volatile boolean stopped;

    /** What was acknowledged: the subject's one review, its last score, whether somebody reacted. */
    private record Done(String subject, int score, boolean reacted) {}

    private record Fresh(String id, String subject, int score, long nanos) {}

    Visitors(Fleet fleet, int users) {
        this.fleet = fleet;
        for (int i = 0; i < users; i++) {
            threads.add(Thread.ofPlatform().name("user-" + i).start(this::work));
        }
    }

    private void work() {
        String user = Thread.currentThread().getName() + "-" + UUID.randomUUID();
        String reader = "reader-of-" + user;
        Deque<Fresh> fresh = new ArrayDeque<>();
        try {
            while (!stopped) {
                String subject = "anime:" + UUID.randomUUID();
                JsonNode review = call(
                        201, Service.REVIEW, "POST", "/reviews", user, null, Map.of("subject", subject, "score", 3));
                String id = review.path("id").asText();
                call(200, Service.REVIEW, "PUT", "/reviews/" + id, user, "\"1\"", Map.of("score", 9));
                call(200, Service.REVIEW, "GET", "/reviews/" + id, null, null, null);
                call(200, Service.RATING, "GET", "/ratings/" + subject, null, null, null);
                fresh.add(new Fresh(id, subject, 9, System.nanoTime()));
                while (!fresh.isEmpty() && System.nanoTime() - fresh.peek().nanos() > KNOWN.toNanos()) {
                    Fresh known = fresh.poll();
                    JsonNode reacted = call(
                            201,
                            Service.REACTION,
                            "PUT",
                            "/reactions/" + known.id(),
                            reader,
                            null,
                            Map.of("kind", "nice"));
                    call(200, Service.REACTION, "GET", "/reactions/" + known.id(), null, null, null);
                    if (reacted.has("overall")) {
                        done.add(new Done(known.subject(), known.score(), true));
                    }
                }
                Thread.sleep(50);
            }
            fresh.forEach(known -> done.add(new Done(known.subject(), known.score(), false)));
        } catch (Exception e) {
            failed(user + " gave up: " + e);
        }
    }

    private JsonNode call(
            int expected, Service service, String method, String path, String user, String version, Object body)
            throws Exception {
        String url = fleet.url(service) + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (user != null) {
            request.header("authorization", "Bearer " + EmbeddedServers.issuer().token(user));
        }
        if (version != null) {
            request.header("if-match", version);
        }
        if (body != null) {
            request.header("content-type", "application/json");
        }
        calls.incrementAndGet();
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            failed("%s %s: %d %s".formatted(method, url, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    /** Told at once, to be seen beside what was being replaced and what the services logged just then. */
    private void failed(String failure) {
        Upgrade.print("failed " + failure);
        failures.add(failure);
    }

    long calls() {
        return calls.get();
    }

    /** All answers that were not the right ones. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** The first acknowledged command that the ratings do not show; empty when all are shown. */
    List<String> missing() throws Exception {
        for (Done expected : done) {
            JsonNode rating = call(200, Service.RATING, "GET", "/ratings/" + expected.subject(), null, null, null);
            if (rating.path("count").asInt() != 1
                    || rating.path("sum").asInt() != expected.score()
                    || rating.at("/reactions/overall").asInt() != (expected.reacted() ? 1 : 0)) {
                return List.of(expected + " reads " + rating);
            }
        }
        return List.of();
    }

    int acknowledged() {
        return done.size();
    }

    /** What a service says of itself, for operators. */
    JsonNode operations(Service service, String method, String path, int expected) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(fleet.url(service) + "/operations/" + service.title() + path))
                .header("authorization", "Bearer " + EmbeddedServers.issuer().token("olga", "operator"))
                .method(method, BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            failed("%s %s: %d %s".formatted(method, request.uri(), answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
