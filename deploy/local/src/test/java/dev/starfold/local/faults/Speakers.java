package dev.starfold.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A few users at a time who each review a subject, again and again until it is acknowledged, and then react to it as another. */
final class Speakers implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SUBJECTS = 5;
    private static final int TOGETHER = 4;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final FaultedSystem system;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong users = new AtomicLong();
    private final AtomicLong reviews = new AtomicLong();
    private final AtomicLongArray counts = new AtomicLongArray(SUBJECTS);
    private final AtomicLongArray sums = new AtomicLongArray(SUBJECTS);
    private final AtomicLongArray reactions = new AtomicLongArray(SUBJECTS);
    private final ReentrantReadWriteLock speaking = new ReentrantReadWriteLock(true);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    Speakers(FaultedSystem system) {
        this.system = system;
        for (int i = 0; i < TOGETHER; i++) {
            threads.add(Thread.ofVirtual().start(this::speak));
        }
    }

    long acknowledged() {
        return reviews.get();
    }

    /** Returns once nobody speaks. */
    void pause() {
        speaking.writeLock().lock();
    }

    void goOn() {
        speaking.writeLock().unlock();
    }

    void assertCounted() throws Exception {
        for (int i = 0; i < SUBJECTS; i++) {
            HttpResponse<String> answer = send("GET", "/ratings/" + subject(i), null, null, null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode rating = JSON.readTree(answer.body());
            assertThat(rating.get("count").asLong())
                    .as("count of " + subject(i))
                    .isEqualTo(counts.get(i));
            assertThat(rating.get("sum").asLong()).as("sum of " + subject(i)).isEqualTo(sums.get(i));
            assertThat(rating.at("/reactions/overall").asLong())
                    .as("reactions of " + subject(i))
                    .isEqualTo(reactions.get(i));
        }
    }

    private String subject(int i) {
        return "strike:" + run + "-" + i;
    }

    private void speak() {
        Random random = new Random();
        while (!closed) {
            speaking.readLock().lock();
            try {
                review(random);
            } catch (Exception e) {
                e.printStackTrace();
                return;
            } finally {
                speaking.readLock().unlock();
            }
            pause(20);
        }
    }

    private void review(Random random) throws Exception {
        String user = "user-" + run + "-" + users.incrementAndGet();
        int on = random.nextInt(SUBJECTS);
        int score = 1 + random.nextInt(10);
        HttpResponse<String> submitted = insist(
                "POST",
                "/reviews",
                user,
                "{\"subject\": \"%s\", \"score\": %d, \"body\": \"Struck.\"}".formatted(subject(on), score));
        if (submitted == null) {
            return;
        }
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(201);
        counts.incrementAndGet(on);
        sums.addAndGet(on, score);
        reviews.incrementAndGet();
        String review = JSON.readTree(submitted.body()).get("id").asText();
        if (random.nextInt(3) == 0
                && insist("PUT", "/reactions/" + review, "fan-" + user, "{\"kind\": \"nice\"}") != null) {
            reactions.incrementAndGet(on);
        }
    }

    /** Until there is a success; null when this ends before. A review is not known to reactions at once: 404 is no answer. */
    private HttpResponse<String> insist(String method, String path, String user, String body) throws Exception {
        String key = UUID.randomUUID().toString();
        long end = System.nanoTime() + Duration.ofSeconds(300).toNanos();
        String last = "";
        while (!closed) {
            try {
                HttpResponse<String> answer = send(method, path, user, key, body);
                if (answer.statusCode() < 300) {
                    return answer;
                }
                last = answer.statusCode() + " " + answer.body();
                if (answer.statusCode() < 500 && answer.statusCode() != 404 && answer.statusCode() != 401) {
                    throw new IllegalStateException(method + " " + path + ": " + last);
                }
                if (!answer.headers().firstValue("content-type").orElse("").startsWith("application/problem+json")) {
                    System.out.println("no problem: " + method + " " + path + " " + last);
                }
            } catch (IOException e) {
                last = e.toString();
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(method + " " + path + ": " + last);
            }
            pause(200);
        }
        return null;
    }

    private HttpResponse<String> send(String method, String path, String user, String key, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(system.url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (user != null) {
            request.header("Authorization", "Bearer " + system.token(user));
        }
        if (key != null && method.equals("POST")) {
            request.header("Idempotency-Key", key);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        closed = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
