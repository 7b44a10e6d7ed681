package dev.starfold.review.http;

import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.review.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gate does to HTTP/2, where nothing is chunked. */
@QuarkusTest
@OnRealServers
class Http2Test {

    @Inject
    Vertx vertx;

    @TestHTTPResource("/reviews")
    URI reviews;

    private HttpClient client;

    @Test
    void aSubmissionIsReadAsAnyOther() throws Exception {
        assertThat(post("application/json", Buffer.buffer(review(newSubject(), "\"score\": 7"))))
                .startsWith("201 application/json;");
    }

    @Test
    void aLargeRequestIsRefused() throws Exception {
        assertThat(post("application/json", Buffer.buffer(new byte[300_000])))
                .startsWith("413 application/problem+json ")
                .contains("/problems/too-large");
    }

    @Test
    void aBodyOfNoDeclaredTypeIsNotTakenForJson() throws Exception {
        assertThat(post(null, Buffer.buffer(review(newSubject(), "\"score\": 7"))))
                .startsWith("415 application/problem+json ")
                .contains("/problems/unsupported-media-type");
    }

    private String post(String type, Buffer body) throws Exception {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(reviews.toString())
                .putHeader("Authorization", "Bearer " + EmbeddedServers.issuer().token("ana"));
        if (type != null) {
            options.putHeader("Content-Type", type);
        }
        return client.request(options)
                .compose(request -> request.send(body))
                .compose(Http2Test::told)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static Future<String> told(HttpClientResponse response) {
        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
        return response.body()
                .map(body -> response.statusCode() + " " + response.getHeader("Content-Type") + " " + body);
    }

    @BeforeEach
    void connect() {
        client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
    }

    @AfterEach
    void close() {
        client.close();
    }
}
