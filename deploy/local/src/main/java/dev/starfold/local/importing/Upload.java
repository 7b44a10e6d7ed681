package dev.starfold.local.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends chunks to {@code POST /imports}, each until it is answered: a chunk may be sent again, since what was taken of it comes
 * back as unchanged.
 */
final class Upload implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGN_IN = "{\"user\": \"import\", \"roles\": [\"operator\"]}";

    private final URI url;
    private final @Nullable String token;
    private final Patience patience;
    private final Consumer<String> notes;
    // Plain HTTP/1.1: no body is held up by the offer of an upgrade.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private boolean reached;

    /** @param notes told why it waits */
    Upload(URI url, @Nullable String token, Patience patience, Consumer<String> notes) {
        this.url = url;
        this.token = token;
        this.patience = patience;
        this.notes = notes;
    }

    /** Why an attempt came to nothing that another may change, and how long the server asks to wait. */
    private static final class AgainException extends Exception {
        private final Duration after;

        AgainException(String reason, Duration after) {
            super(reason, null, false, false);
            this.after = after;
        }
    }

    /** An import of nothing, so that a refusal is heard before a long body is on its way. */
    void begin() {
        send(BodyPublishers.ofString("\n"));
    }

    Answer send(BodyPublisher lines) {
        Duration pause = patience.first();
        long failingSince = 0;
        while (true) {
            String reason;
            Duration wait = pause;
            try {
                return attempt(lines);
            } catch (AgainException again) {
                reason = Objects.requireNonNull(again.getMessage());
                wait = patience.atLeast(pause, again.after);
            } catch (IOException cut) {
                if (cut instanceof ConnectException && !reached) {
                    throw new ImportFailure(
                            "nothing answers at %s: deploy/up starts Starfold, --url names another place"
                                    .formatted(url));
                }
                reason = cut.getMessage() == null ? cut.getClass().getSimpleName() : cut.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ImportFailure("interrupted");
            }
            long now = System.nanoTime();
            failingSince = failingSince == 0 ? now : failingSince;
            if (now - failingSince + wait.toNanos() > patience.total().toNanos()) {
                throw new ImportFailure("gave up after %s: %s".formatted(inWords(patience.total()), reason));
            }
            notes.accept("%s; trying again in %s".formatted(reason, inWords(wait)));
            sleep(wait);
            pause = patience.longer(pause);
        }
    }

    private Answer attempt(BodyPublisher lines) throws IOException, InterruptedException, AgainException {
        HttpResponse<String> response = post("/imports", "application/x-ndjson", bearer(), lines);
        try {
            return JSON.readValue(response.body(), Answer.class);
        } catch (JsonProcessingException e) {
            throw new ImportFailure("%s/imports answers what is no import's: is this Starfold?".formatted(url));
        }
    }

    /** A new one for each request: none can expire on the way. */
    private String bearer() throws IOException, InterruptedException, AgainException {
        if (token != null) {
            return token;
        }
        String body = post("/dev/token", "application/json", null, BodyPublishers.ofString(SIGN_IN))
                .body();
        try {
            return JSON.readTree(body).path("token").asText();
        } catch (JsonProcessingException e) {
            throw new ImportFailure("%s/dev/token answers no token: --token gives one".formatted(url));
        }
    }

    /** An answer of 200; other ones end in an exception. */
    private HttpResponse<String> post(String path, String type, @Nullable String bearer, BodyPublisher body)
            throws IOException, InterruptedException, AgainException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(patience.request())
                .header("content-type", type)
                .POST(body);
        if (bearer != null) {
            request.header("authorization", "Bearer " + bearer);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        reached = true;
        int status = response.statusCode();
        String answer = "%s%s answers %d".formatted(url, path, status);
        if (status == 200) {
            return response;
        }
        if (status == 429 || status >= 500) {
            throw new AgainException(answer, retryAfter(response));
        }
        throw new ImportFailure(
                switch (status) {
                    case 401 -> answer + ": the token is wrong or has expired";
                    case 403 -> answer + ": the token lacks the role operator";
                    case 404, 405 -> answer + (bearer == null ? ": it gives no tokens, so --token must" : "");
                    default -> answer + detail(response.body());
                });
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        String seconds = response.headers().firstValue("retry-after").orElse("");
        return Duration.ofSeconds(seconds.matches("[0-9]{1,6}") ? Long.parseLong(seconds) : 0);
    }

    private static String detail(String problem) {
        try {
            String detail = JSON.readTree(problem).path("detail").asText("");
            return detail.isEmpty() ? "" : ": " + detail;
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String inWords(Duration duration) {
        return duration.toMinutes() >= 2
                ? duration.toMinutes() + " minutes"
                : (duration.toMillis() + 999) / 1000 + " s";
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportFailure("interrupted");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
