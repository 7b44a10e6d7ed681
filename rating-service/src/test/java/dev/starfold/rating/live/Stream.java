package dev.starfold.rating.live;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of live ratings, which notes all that it is sent. */
final class Stream implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final HttpResponse<java.util.stream.Stream<String>> response;

    private Stream(String subject, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/ratings/" + subject + "/live"))
                .timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        response = client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        Thread.startVirtualThread(this::read);
    }

    record Event(String name, String id, String data) {
        int count() {
            return JsonPath.from(data).getInt("count");
        }
    }

    static Stream of(String subject) throws Exception {
        return new Stream(subject, Map.of());
    }

    static Stream resumed(String subject, String lastEventId) throws Exception {
        return new Stream(subject, Map.of("Last-Event-ID", lastEventId));
    }

    HttpResponse<?> response() {
        return response;
    }

    List<Event> events() {
        return events;
    }

    Event first() {
        await().atMost(Duration.ofSeconds(60)).until(() -> !events.isEmpty());
        return events.getFirst();
    }

    /** Waits for the event that shows so many reviews. */
    Event showing(int count) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !events.isEmpty() && events.getLast().count() == count);
        return events.getLast();
    }

    /** Waits for as many further comments. */
    void comments(int further) {
        int wanted = comments.size() + further;
        await().atMost(Duration.ofSeconds(60)).until(() -> comments.size() >= wanted);
    }

    private void read() {
        var fields = new HashMap<String, String>();
        try (var lines = response.body()) {
            lines.forEach(line -> {
                if (line.startsWith(":")) {
                    comments.add(line);
                } else if (line.isEmpty()) {
                    if (fields.containsKey("data")) {
                        events.add(new Event(fields.get("event"), fields.get("id"), fields.get("data")));
                    }
                    fields.clear();
                } else {
                    int colon = line.indexOf(':');
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            });
        } catch (RuntimeException closed) {
            // As the test wanted.
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
