package dev.starfold.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.embedded.TokenIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One origin for the whole system: routes requests to the services by path, over their replicas in turn, and signs local
 * users in as a small OIDC issuer ({@code POST /dev/token}). What is no service's is the page's. For this machine only.
 */
final class Gateway implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_TOKEN_REQUEST = 64 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final Options options;
    private final TokenIssuer issuer;
    private final AtomicInteger turns = new AtomicInteger();
    private final HttpClient client;
    private final HttpClient streams;
    private final HttpProxy proxy;
    private final Page page;
    private final int port;

    /** Listens on the options' port of the gateway; on any free one where that is 0. */
    Gateway(Options options, TokenIssuer issuer) throws Exception {
        this.options = options;
        this.issuer = issuer;
        this.page = new Page(vertx, options.home());
        this.client = client(256);
        this.streams = client(10_000);
        this.proxy = HttpProxy.reverseProxy(client).origin(this::origin).addInterceptor(new Forwarded());
        // HTTP/1.1 alone: the proxy can't pass on an HTTP/2 body of unknown length, and an upgrade would be the
        // client's default.
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setHttp2ClearTextEnabled(false)
                        .setHandle100ContinueAutomatically(true)
                        .setMaxHeaderSize(64 * 1024)
                        .setMaxInitialLineLength(64 * 1024))
                .invalidRequestHandler(RequestForm::refuseUnread)
                .requestHandler(this::route);
        this.port = server.listen(options.port("gateway"))
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    int port() {
        return port;
    }

    private HttpClient client(int connections) {
        // Each request that a cut connection carried is answered; the cut itself is nothing to log.
        return vertx.httpClientBuilder()
                .with(new HttpClientOptions().setConnectTimeout(2_000))
                .with(new PoolOptions().setHttp1MaxSize(connections))
                .withConnectHandler(connection -> connection.exceptionHandler(cut -> {}))
                .build();
    }

    private void route(HttpServerRequest request) {
        String fault = RequestForm.fault(request);
        if (fault != null) {
            RequestForm.refuse(request, 400, "bad-request", fault);
            return;
        }
        RequestForm.keepProtocol(request);
        switch (request.path() == null ? "" : request.path()) {
            case "/.well-known/openid-configuration" -> json(request.response(), 200, issuer.discoveryJson());
            case "/jwks" -> json(request.response(), 200, issuer.jwksJson());
            case "/dev/token" -> signIn(request);
            default ->
                serviceFor(request.path())
                        .ifPresentOrElse(service -> proxy.handle(request), () -> notAService(request));
        }
    }

    private void notAService(HttpServerRequest request) {
        if (!page.answers(request)) {
            Problem.answer(request.response(), 404, "not-found", "Nothing is served at this path.");
        }
    }

    private static Optional<Service> serviceFor(String path) {
        for (Service service : Service.values()) {
            if (path != null && service.serves(path)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }

    /** The next replica in turn; one that refuses the connection is passed over. */
    private Future<HttpClientRequest> origin(ProxyContext context) {
        Service service = serviceFor(context.request().proxiedRequest().path()).orElseThrow();
        int turn = turns.getAndIncrement();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < options.replicas(service); i++) {
            ports.add(options.port(service, 1 + Math.floorMod(turn + i, options.replicas(service))));
        }
        // A stream keeps its connection for as long as it is open, so that a few hundred would stop all other requests.
        boolean stream = context.request().proxiedRequest().path().endsWith("/live");
        return connect(stream ? streams : client, ports, 0);
    }

    private Future<HttpClientRequest> connect(HttpClient client, List<Integer> ports, int index) {
        Future<HttpClientRequest> attempt =
                client.request(new RequestOptions().setHost("localhost").setPort(ports.get(index)));
        return index + 1 == ports.size() ? attempt : attempt.recover(refused -> connect(client, ports, index + 1));
    }

    private void signIn(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!"POST".equals(request.method().name())) {
            response.putHeader("allow", "POST");
            Problem.answer(response, 405, "method-not-allowed", "Only POST is understood here.");
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
                    if (body.length() <= MAX_TOKEN_REQUEST) {
                        body.appendBuffer(chunk);
                    }
                })
                .endHandler(_ -> signIn(response, body));
    }

    private void signIn(HttpServerResponse response, Buffer body) {
        try {
            JsonNode wanted = JSON.readTree(body.length() > MAX_TOKEN_REQUEST ? new byte[0] : body.getBytes());
            String user = wanted.path("user").asText("");
            List<String> roles = new ArrayList<>();
            wanted.path("roles").forEach(role -> roles.add(role.asText()));
            if (!wanted.path("user").isTextual() || user.isEmpty() || user.codePointCount(0, user.length()) > 255) {
                Problem.answer(response, 400, "validation", "'user' must be a text of 1 to 255 characters.");
            } else {
                String token = issuer.token(user, roles.toArray(String[]::new));
                json(response, 200, JSON.createObjectNode().put("token", token).toString());
            }
        } catch (Exception e) {
            String form = "The body must be JSON such as {\"user\": \"ana\", \"roles\": []}.";
            Problem.answer(response, 400, "validation", form);
        }
    }

    private static void json(HttpServerResponse response, int status, String body) {
        Problem.secured(response)
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body);
    }

    /**
     * Tells the service where the client thinks it is; and the client, when the service can't be reached or dies before it
     * answers, that what it asked for may be asked again.
     */
    private static final class Forwarded implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            HttpServerRequest request = context.request().proxiedRequest();
            context.request().putHeader("X-Forwarded-Proto", "http");
            context.request()
                    .putHeader("X-Forwarded-For", request.remoteAddress().host());
            if (request.authority() != null) {
                context.request()
                        .putHeader("X-Forwarded-Host", request.authority().toString());
            }
            // Told to send it already, the client does so.
            context.request().headers().remove("Expect");
            return context.sendRequest().onFailure(away -> {
                HttpServerResponse response = request.response();
                if (!response.headWritten()) {
                    response.putHeader("retry-after", "1");
                }
                String detail = "The service can't be reached, or ended before it answered.";
                Problem.answer(response, 503, "unavailable", detail);
            });
        }

        /** The proxy would announce chunks of a body of unknown length; some clients wait for those although none may follow. */
        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            ProxyResponse response = context.response();
            if (response.getStatusCode() == 304) {
                response.getBody().stream().resume();
                response.setBody(null);
            }
            return context.sendResponse();
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
