package dev.starfold.local.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.starfold.embedded.TokenIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * An OpenID Connect provider with one public client, {@code the-page}: asks on a page of its own who one is, wants PKCE, and takes
 * each code and each refresh token once. Its tokens for the API are those that it is given to hand out.
 */
final class Provider implements AutoCloseable {

    private static final String PAGE = """
            <!doctype html><html lang="en"><title>Who are you?</title><link rel="icon" href="data:,">
            <h1>Who are you?</h1>
            <form method="post" action="/decision?%s"><input name="user" aria-label="Name">
            <button name="does" value="allow">Allow</button><button name="does" value="deny">Deny</button></form>
            """;

    private final HttpServer http;
    private final TokenIssuer signer;
    private final String url;
    private final String client;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, String> renewals = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> signedOut = new CopyOnWriteArrayList<>();

    private volatile UnaryOperator<String> tokens;
    private volatile boolean mixedUp;
    private volatile boolean away;

    /** @param client the address of the page, to which alone it sends back */
    Provider(String client, Path folder, UnaryOperator<String> tokens) throws IOException {
        this.client = client;
        this.tokens = tokens;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.url = "http://localhost:" + http.getAddress().getPort();
        this.signer = TokenIssuer.at(url, folder.resolve("provider.key"));
        serve("/.well-known/openid-configuration", exchange -> json(exchange, 200, discovery()));
        serve("/jwks", exchange -> json(exchange, 200, signer.jwksJson()));
        serve("/authorize", this::ask);
        serve("/decision", this::decide);
        serve("/token", this::grant);
        serve("/logout", this::signOut);
        http.start();
    }

    String url() {
        return url;
    }

    /** What was asked of it that no provider may grant. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Who has signed out here. */
    List<String> signedOut() {
        return List.copyOf(signedOut);
    }

    /** From now on these are the tokens, by user. */
    void handsOut(UnaryOperator<String> others) {
        tokens = others;
    }

    /** From now on it answers for another sign-in than it was asked for. */
    void mixesUp() {
        mixedUp = true;
    }

    void forgetsRenewals() {
        renewals.clear();
    }

    void isAway(boolean gone) {
        away = gone;
    }

    private String discovery() {
        return """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "end_session_endpoint": "%1$s/logout", "jwks_uri": "%1$s/jwks", "response_types_supported": ["code"],
                 "authorization_response_iss_parameter_supported": true, "code_challenge_methods_supported": ["S256"]}
                """.formatted(url);
    }

    private void ask(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        require("code".equals(asked.get("response_type")), "response_type", asked);
        require("the-page".equals(asked.get("client_id")), "client_id", asked);
        require(client.equals(asked.get("redirect_uri")), "redirect_uri", asked);
        require("openid profile".equals(asked.get("scope")), "scope", asked);
        require("S256".equals(asked.get("code_challenge_method")), "code_challenge_method", asked);
        require(asked.getOrDefault("code_challenge", "").length() == 43, "code_challenge", asked);
        require(asked.getOrDefault("state", "").length() >= 22, "state", asked);
        require(asked.getOrDefault("nonce", "").length() >= 22, "nonce", asked);
        String query = exchange.getRequestURI().getRawQuery();
        answer(exchange, 200, "text/html; charset=utf-8", PAGE.formatted(query.replace("&", "&amp;")));
    }

    private void decide(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        Map<String, String> decision = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Map<String, String> back = new LinkedHashMap<>(Map.of("state", asked.get("state"), "iss", url));
        if ("allow".equals(decision.get("does"))) {
            String code = UUID.randomUUID().toString();
            asked.put("user", decision.get("user"));
            codes.put(code, asked);
            back.put("code", code);
        } else {
            back.put("error", "access_denied");
        }
        redirect(exchange, asked.get("redirect_uri") + "?" + query(back));
    }

    private void grant(HttpExchange exchange) throws IOException {
        Map<String, String> wanted = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        require("the-page".equals(wanted.get("client_id")), "client_id", wanted);
        String user = renewals.remove(wanted.getOrDefault("refresh_token", ""));
        String nonce = null;
        Map<String, String> asked = codes.remove(wanted.getOrDefault("code", ""));
        if (asked != null) {
            check(asked, wanted);
            user = asked.get("user");
            nonce = mixedUp ? "of somebody else" : asked.get("nonce");
        }
        if (user == null) {
            json(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        String renewal = UUID.randomUUID().toString();
        renewals.put(renewal, user);
        var claims = new HashMap<String, Object>(Map.of("sub", user, "aud", "the-page"));
        claims.put("nonce", nonce);
        String id = signer.token(claims);
        json(exchange, 200, """
                {"access_token": "%s", "token_type": "Bearer", "expires_in": 3600, "refresh_token": "%s", "id_token": "%s"}
                """.formatted(tokens.apply(user), renewal, id));
    }

    /** That who brings the code is who had it made. */
    private void check(Map<String, String> asked, Map<String, String> wanted) {
        require("authorization_code".equals(wanted.get("grant_type")), "grant_type", wanted);
        require(client.equals(wanted.get("redirect_uri")), "redirect_uri", wanted);
        require(asked.get("code_challenge").equals(challenge(wanted.get("code_verifier"))), "code_verifier", wanted);
    }

    private void signOut(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        String claims = asked.getOrDefault("id_token_hint", "..").split("\\.", -1)[1];
        signedOut.add(new String(Base64.getUrlDecoder().decode(claims), UTF_8));
        require(client.equals(asked.get("post_logout_redirect_uri")), "post_logout_redirect_uri", asked);
        redirect(exchange, asked.get("post_logout_redirect_uri"));
    }

    private void require(boolean right, String parameter, Map<String, String> of) {
        if (!right) {
            faults.add(parameter + " in " + of);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Handler handler) {
        http.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", client.substring(0, client.length() - 1));
            if (away) {
                json(exchange, 503, "{}");
            } else {
                handler.handle(exchange);
            }
        });
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts.length > 1 ? parts[1] : "", UTF_8));
        }
        return form;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, "application/json", body);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
        try (var out = exchange.getResponseBody()) {
            out.write(body.getBytes(UTF_8));
        }
    }

    @Override
    public void close() {
        signer.close();
        http.stop(0);
    }
}
