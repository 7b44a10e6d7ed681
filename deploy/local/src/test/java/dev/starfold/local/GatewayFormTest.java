package dev.starfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.fuzz.Wire;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway under requests that no client for HTTP would send. */
class GatewayFormTest {

    private static final String POST = "POST /reviews HTTP/1.1\r\nHost: localhost\r\n";

    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final List<String> whole = new CopyOnWriteArrayList<>();
    private GatewayBefore gateway;
    private URI url;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayBefore("review", this::answer);
        url = URI.create(gateway.url());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 30\r\n",
                "Content-Length: 2, 30\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: +2\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Content-Length : 2\r\n",
                "Host: evil.example\r\n",
                "X: a\0b\r\n",
                "nonsense\r\n",
                "X@Y Z: a\r\n"
            })
    void aHeadThatCanBeReadTwoWaysIsRefusedAndNotPassedOn(String header) throws Exception {
        refused(400, "bad-request", POST + header + "\r\n{}GET /reviews/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://evil.example/reviews HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET reviews HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /reviews HTTP/1.1\r\n\r\n",
                "GET /reviews HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /reviews\r\n\r\n",
                "garbage\r\n\r\n"
            })
    void anAddressOfNoOrAnotherHostIsRefused(String request) throws Exception {
        refused(400, "bad-request", request);
    }

    @Test
    void whatIsTooLongIsRefused() throws Exception {
        refused(414, "uri-too-long", "GET /reviews?q=" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        refused(431, "headers-too-large", POST + "X: " + "a".repeat(70_000) + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "ffffffffffffffff\r\n"})
    void badChunksEndTheRequestEverywhere(String chunks) throws Exception {
        // What came before them is on its way to the service already: then nothing is left but to close.
        assertThat(Wire.answer(url, POST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n" + chunks))
                .matches("(?s)0 |400 .*/problems/bad-request.*");
        assertThat(whole).isEmpty();
        assertThat(Wire.answer(url, POST + "Content-Length: 2\r\n\r\n{}")).startsWith("200 ");
    }

    @Test
    void aLengthBesideChunksIsNotPassedOn() throws Exception {
        String answer =
                Wire.answer(url, POST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
        assertThat(answer).matches("(?s)(200|400) .*");
        assertThat(passed).allMatch(head -> !head.contains("content-length"));
    }

    @Test
    void noProtocolIsSwitchedBehindTheGateway() throws Exception {
        assertThat(Wire.answer(
                        url,
                        "GET /reviews HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                                + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n"))
                .startsWith("200 ");
        assertThat(passed).singleElement().asString().doesNotContain("upgrade");
    }

    @Test
    void aTokenForAnEndlessUserIsRefused() throws Exception {
        String body = "{\"user\": \"" + "a".repeat(3_000_000) + "\"}";
        assertThat(Wire.answer(
                        url,
                        "POST /dev/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body))
                .startsWith("400 ")
                .contains("/problems/validation");
    }

    private void refused(int status, String slug, String request) throws Exception {
        assertThat(Wire.answer(url, request)).startsWith(status + " ").contains("\"/problems/" + slug + "\"");
        assertThat(passed).isEmpty();
    }

    private void answer(HttpServerRequest request) {
        passed.add(request.method() + " " + request.uri() + " "
                + request.headers().toString().toLowerCase(java.util.Locale.ROOT));
        request.endHandler(_ -> {
            whole.add(request.uri());
            request.response().end("{}");
        });
    }
}
