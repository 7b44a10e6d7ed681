package dev.starfold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** The public API of a local system, whose users are signed in as they come. */
final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> tokens = new HashMap<>();
    private final String url;

    Api(String url) {
        this.url = url;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(url + path)));
    }

    void post(String user, String path, Object body) throws IOException, InterruptedException {
        answer(as(user, path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    void put(String user, String path, Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = as(user, path).PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        headers.forEach(request::header);
        answer(request);
    }

    void imported(String operator, String lines) throws IOException, InterruptedException {
        answer(as(operator, "/imports")
                .setHeader("content-type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines)));
    }

    private HttpRequest.Builder as(String user, String path) throws IOException, InterruptedException {
        String token = tokens.get(user);
        if (token == null) {
            String wanted = JSON.writeValueAsString(Map.of("user", user, "roles", new String[] {"operator"}));
            token = answer(HttpRequest.newBuilder(URI.create(url + "/dev/token"))
                            .POST(BodyPublishers.ofString(wanted)))
                    .path("token")
                    .asText();
            tokens.put(user, token);
        }
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json");
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IOException(answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
