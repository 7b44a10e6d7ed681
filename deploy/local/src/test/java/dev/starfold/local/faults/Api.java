package dev.starfold.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The system through its gateway, as a client has it. Answers that no fault excuses are told to {@code broken}. */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    // What a well-formed request with a good token may meet while things fail.
    private static final Set<Integer> EXCUSED = Set.of(404, 409, 410, 412, 429, 503, 504);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String url;
    private final Consumer<String> broken;

    Api(String url, Consumer<String> broken) {
        this.url = url;
        this.broken = broken;
    }

    /**
     * What came back.
     *
     * @param status 0 when nothing did
     */
    record Answer(int status, JsonNode body, int version) {

        static final Answer NONE = new Answer(0, MissingNode.getInstance(), 0);

        boolean is(int wanted) {
            return status == wanted;
        }
    }

    Answer get(String path) {
        return send("GET", path, null, null, Map.of());
    }

    Answer send(
            String method, String path, @Nullable String token, @Nullable Object body, Map<String, String> headers) {
        try {
            BodyPublisher publisher =
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(PATIENCE)
                    .method(method, publisher);
            headers.forEach(request::header);
            if (token != null) {
                request.header("authorization", "Bearer " + token);
            }
            if (body != null) {
                request.header("content-type", "application/json");
            }
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            check(method + " " + path, response);
            return new Answer(response.statusCode(), json(response.body()), version(response));
        } catch (IOException cut) {
            return Answer.NONE;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check(String call, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status < 400) {
            return;
        }
        String type = response.headers().firstValue("content-type").orElse("none");
        if (!EXCUSED.contains(status)) {
            broken.accept("%s was answered %d %s".formatted(call, status, response.body()));
        } else if (!type.startsWith("application/problem+json")
                || !json(response.body()).path("type").asText().startsWith("/problems/")) {
            broken.accept("%s was answered %d without a problem: %s %s".formatted(call, status, type, response.body()));
        } else if (status == 503 && response.headers().firstValue("retry-after").isEmpty()) {
            broken.accept("%s was answered 503 without Retry-After: %s".formatted(call, response.body()));
        }
    }

    private static int version(HttpResponse<String> response) {
        String tag = response.headers().firstValue("etag").orElse("\"0\"");
        return tag.matches("\"\\d+\"") ? Integer.parseInt(tag.substring(1, tag.length() - 1)) : 0;
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
