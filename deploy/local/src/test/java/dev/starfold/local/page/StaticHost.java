package dev.starfold.local.page;

import dev.starfold.local.PackagedService;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page as plain files on an origin of its own, before the API, as the gateway of {@code deploy/compose.yaml} has it: with its
 * {@code config.json} and with the very policy that is written there.
 */
final class StaticHost implements AutoCloseable {

    private static final Path FOLDER = PackagedService.home().resolve("deploy/page");
    private static final Pattern POLICY = Pattern.compile("add_header Content-Security-Policy \"([^\"]+)\"");

    private final Vertx vertx = Vertx.vertx();
    private final HttpProxy api;
    private final String url;
    private volatile String config = "{}";
    private volatile String policy = "default-src 'none'";

    StaticHost(String api) {
        URI origin = URI.create(api);
        this.api = HttpProxy.reverseProxy(vertx.createHttpClient()).origin(origin.getPort(), origin.getHost());
        var server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        this.url = "http://localhost:" + server.actualPort();
    }

    /** The page's address, to which a provider sends back. */
    String url() {
        return url + "/";
    }

    /** Sets the page up for the provider. */
    void signsInAt(String issuer) throws Exception {
        config = """
                {"issuer": "%s", "clientId": "the-page", "scope": "openid profile"}
                """.formatted(issuer);
        Matcher written = POLICY.matcher(Files.readString(PackagedService.home().resolve("deploy/compose.yaml")));
        if (!written.find()) {
            throw new AssertionError("compose.yaml has no policy for the page");
        }
        policy = written.group(1).replaceAll("\\$\\{STARFOLD_ISSUER_ORIGIN[^}]*}", issuer);
    }

    /** Serves that as its {@code config.json}; none when it is empty. */
    void isSetUpBy(String text) {
        config = text;
    }

    private void answer(HttpServerRequest request) {
        String path = "/".equals(request.path()) ? "/index.html" : request.path();
        Path file = FOLDER.resolve(path.substring(1)).normalize();
        var response = request.response();
        if (path.equals("/config.json") && config.isEmpty()) {
            response.setStatusCode(404).end();
        } else if (path.equals("/config.json")) {
            response.putHeader("content-type", "application/json").end(config);
        } else if (file.startsWith(FOLDER) && Files.isRegularFile(file)) {
            response.putHeader("content-security-policy", policy)
                    .putHeader("referrer-policy", "no-referrer")
                    .sendFile(file.toString());
        } else {
            api.handle(request);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
