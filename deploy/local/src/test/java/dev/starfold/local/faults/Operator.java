package dev.starfold.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.local.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the runbook has an operator do, over HTTP alone, with the patience of one. */
public final class Operator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final FaultedSystem system;

    public Operator(FaultedSystem system) {
        this.system = system;
    }

    /** {@code GET /operations/{service}} and what is below it. */
    public JsonNode get(Service service, String path) throws Exception {
        return ask("GET", service, path);
    }

    /** Begins a job ({@code rebuilds}, {@code verifications}, {@code republish}) and waits until it is done. */
    public JsonNode perform(Service service, String kind) throws Exception {
        String id = ask("POST", service, "/" + kind).get("id").asText();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode job = ask("GET", service, "/" + kind + "/" + id);
            String status = job.get("status").asText();
            if (status.equals("done")) {
                return job;
            }
            if (!status.equals("running") || System.nanoTime() > end) {
                throw new IllegalStateException(kind + " of " + service.title() + ": " + job);
            }
            Thread.sleep(200);
        }
    }

    /** Asks for what can't be done. */
    public void requireRefusal(Service service, String path) throws Exception {
        try {
            throw new IllegalStateException("not refused: " + ask("POST", service, path));
        } catch (RefusedException asItShould) {
            // 409, with the cause.
        }
    }

    /** The answer was 409. */
    private static final class RefusedException extends Exception {}

    /** Asks until there is an answer other than 5xx, which a system that still heals may give. */
    private JsonNode ask(String method, Service service, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.url() + "/operations/" + service.title() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + system.token("olga", "operator"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String last;
            try {
                HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() < 300) {
                    return JSON.readTree(answer.body());
                }
                last = answer.statusCode() + " " + answer.body();
                if (answer.statusCode() == 409) {
                    throw new RefusedException();
                }
                if (answer.statusCode() < 500) {
                    throw new IllegalStateException(request.uri() + ": " + last);
                }
            } catch (IOException e) {
                last = e.toString();
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(request.uri() + ": " + last);
            }
            Thread.sleep(500);
        }
    }
}
