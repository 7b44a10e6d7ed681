package dev.starfold.rating.exclusions;

import static dev.starfold.rating.exclusions.Api.ONE_DAY;
import static dev.starfold.rating.exclusions.Api.newSubject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.rating.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients really see of requests that are refused before anything looks at their content. */
@QuarkusTest
@OnRealServers
class GateTest {

    private static final String TOKEN = "Bearer " + EmbeddedServers.issuer().token("mona", "moderator");

    @TestHTTPResource("/ratings/")
    URI ratings;

    @ParameterizedTest
    @ValueSource(ints = {16_385, 10 << 20})
    void aLargeRequestIsRefusedWhetherOrNotItSaysSo(int size) throws Exception {
        for (var body : bodies(new byte[size])) {
            problem(413, "too-large", post(body, TOKEN, "application/json", HttpClient.Version.HTTP_1_1));
        }
    }

    @Test
    void theTokenIsAskedForBeforeSizeAndTypeAreLookedAt() throws Exception {
        for (var body : bodies(new byte[1 << 20])) {
            var answer = post(body, "Basic x", "text/plain", HttpClient.Version.HTTP_1_1);
            problem(401, "unauthenticated", answer);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aRequestIsReadWhetherOrNotItSaysItsLength(HttpClient.Version version) throws Exception {
        for (var body : bodies(ONE_DAY.getBytes(StandardCharsets.UTF_8))) {
            var answer = post(body, TOKEN, "application/json; charset=utf-8", version);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
        var longest = BodyPublishers.ofString(ONE_DAY + " ".repeat(16_384 - ONE_DAY.length()));
        assertThat(post(longest, TOKEN, "application/json", version).statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aLongRequestArrivesWhole(HttpClient.Version version) throws Exception {
        var padded = ONE_DAY.replaceFirst(":", ":" + " ".repeat(12_000 - ONE_DAY.length()));
        for (var body : bodies(padded.getBytes(StandardCharsets.UTF_8))) {
            var answer = post(body, TOKEN, "application/json", version);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void anotherContentTypeOrNoneIsRefused(HttpClient.Version version) throws Exception {
        for (var type : new String[] {"text/plain", "application/xml", "multipart/form-data", null}) {
            for (var body : bodies(ONE_DAY.getBytes(StandardCharsets.UTF_8))) {
                problem(415, "unsupported-media-type", post(body, TOKEN, type, version));
            }
        }
    }

    private static List<BodyPublisher> bodies(byte[] body) {
        return List.of(
                BodyPublishers.ofByteArray(body), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }

    private HttpResponse<String> post(BodyPublisher body, String authorization, String type, HttpClient.Version version)
            throws Exception {
        var request = HttpRequest.newBuilder(ratings.resolve(newSubject().replace("book:", "./book:") + "/exclusions"))
                .version(version)
                .header("Authorization", authorization)
                .POST(body);
        if (type != null) {
            request.header("Content-Type", type);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static void problem(int status, String slug, HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"/problems/" + slug + "\"", "\"status\":" + status);
    }
}
