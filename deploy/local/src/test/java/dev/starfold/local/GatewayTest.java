package dev.starfold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway before a service that streams. */
class GatewayTest {

    private static final int STREAMS = 300;

    private final Set<HttpServerResponse> open = ConcurrentHashMap.newKeySet();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private GatewayBefore gateway;
    private String url;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayBefore("rating", this::answer);
        url = gateway.url();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        gateway.close();
    }

    @Test
    void streamsArriveAsTheyAreWrittenHoldUpNothingElseAndEndWithTheirClients() throws Exception {
        IntStream.range(0, STREAMS).forEach(_ -> follow());
        await().atMost(Duration.ofSeconds(60)).until(() -> lines.size() == STREAMS);
        assertThat(lines).containsOnly("data: 1");
        var other = client.send(request("/ratings/anime:1"), HttpResponse.BodyHandlers.ofString());
        assertThat(other.body()).isEqualTo("{}");

        open.forEach(response -> response.write("data: 2\n"));
        await().atMost(Duration.ofSeconds(60)).until(() -> lines.size() == 2 * STREAMS);
        client.shutdownNow();
        await().atMost(Duration.ofSeconds(60)).until(open::isEmpty);
    }

    @Test
    void whatItAnswersItselfBearsTheHeadersThatTheServicesAnswersBear() throws Exception {
        for (String path : List.of("/nothing", "/dev/token", "/.well-known/openid-configuration")) {
            var answer = client.send(request(path), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
            assertThat(answer.headers().firstValue("content-security-policy"))
                    .contains("default-src 'none'; frame-ancestors 'none'");
        }
        var served = client.send(request("/ratings/anime:1"), HttpResponse.BodyHandlers.ofString());
        assertThat(served.headers().firstValue("x-content-type-options")).contains("of the service");
    }

    @Test
    void whoeverHasAUserIdOf255CharactersMaySignIn() throws Exception {
        assertThat(signIn("👍".repeat(255))).isEqualTo(200);
        assertThat(signIn("👍".repeat(256))).isEqualTo(400);
        assertThat(signIn("")).isEqualTo(400);
    }

    private int signIn(String user) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + "/dev/token"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"user\": \"%s\"}".formatted(user)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    @Test
    void thePageIsServedUnderAPolicyOfItsOwnAndNothingBesideIt() throws Exception {
        var page = client.send(request("/"), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Starfold</title>");
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy")).contains(Page.POLICY);
        var script = client.send(request("/js/main.js"), HttpResponse.BodyHandlers.ofString());
        assertThat(script.headers().firstValue("content-type")).contains("text/javascript; charset=utf-8");
        for (String path :
                List.of("/js/none.js", "/README.md", "/js/..%2findex.html", "/css/../../up", "/js/", "//etc/passwd")) {
            var answer = client.send(request(path), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).contains("/problems/not-found");
        }
        var written = HttpRequest.newBuilder(URI.create(url + "/index.html"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(written, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void aRequestTooLongToBeReadIsAProblem() throws Exception {
        var address = client.send(request("/ratings/" + "a".repeat(70_000)), HttpResponse.BodyHandlers.ofString());
        assertThat(address.statusCode()).isEqualTo(414);
        assertThat(address.body()).contains("/problems/uri-too-long");
        var long_ = HttpRequest.newBuilder(URI.create(url + "/ratings/anime:1"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("x-long", "a".repeat(70_000))
                .build();
        var headers = client.send(long_, HttpResponse.BodyHandlers.ofString());
        assertThat(headers.statusCode()).isEqualTo(431);
        assertThat(headers.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(headers.body()).contains("/problems/headers-too-large");
    }

    @Test
    void aServiceThatDiesBeforeItAnswersIsUnavailable() throws Exception {
        var cut = client.send(request("/ratings/anime:cut"), HttpResponse.BodyHandlers.ofString());
        assertThat(cut.statusCode()).isEqualTo(503);
        assertThat(cut.headers().firstValue("retry-after")).isPresent();
        assertThat(cut.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(cut.body()).contains("\"/problems/unavailable\"");
    }

    @Test
    void whatIsNotModifiedHasNoBodyAndAnnouncesNone() throws Exception {
        for (int again = 0; again < 2; again++) {
            var answer = client.send(request("/ratings/anime:same"), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.headers().firstValue("etag")).contains("\"1\"");
            assertThat(answer.headers().firstValue("transfer-encoding")).isEmpty();
        }
    }

    @Test
    void whoWaitsToBeToldToSendABodyIsTold() throws Exception {
        try (Socket socket = new Socket("localhost", URI.create(url).getPort())) {
            socket.setSoTimeout(20_000);
            var head = """
                    POST /ratings/anime:1/exclusions HTTP/1.1\r
                    Host: localhost\r
                    Expect: 100-continue\r
                    Content-Length: 2\r
                    Connection: close\r
                    \r
                    """;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 100 Continue");
            socket.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
            assertThat(answer.lines()).contains("HTTP/1.1 200 OK", "{}");
        }
    }

    private void follow() {
        client.sendAsync(request("/ratings/anime:1/live"), HttpResponse.BodyHandlers.ofLines())
                .thenAccept(response -> Thread.startVirtualThread(() -> read(response)));
    }

    private void read(HttpResponse<Stream<String>> response) {
        try {
            response.body().forEach(lines::add);
        } catch (UncheckedIOException closed) {
            // As the test wanted.
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    private void answer(HttpServerRequest request) {
        var response = request.response();
        if (request.path().endsWith(":cut")) {
            request.connection().close();
            return;
        }
        if (request.path().endsWith(":same")) {
            response.setStatusCode(304).putHeader("etag", "\"1\"").end();
            return;
        }
        if (!request.path().endsWith("/live")) {
            response.putHeader("x-content-type-options", "of the service");
            request.endHandler(_ -> response.end("{}"));
            return;
        }
        open.add(response);
        response.closeHandler(_ -> open.remove(response));
        response.setChunked(true).putHeader("content-type", "text/event-stream").write("data: 1\n");
    }
}
