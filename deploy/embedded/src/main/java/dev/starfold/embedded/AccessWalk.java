package dev.starfold.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Tries each call of a service's OpenAPI document as everybody, and with every bad token, and tells where it is not let in
 * or refused as its declared rule has it. A call without a declared rule is a fault.
 */
public final class AccessWalk implements AutoCloseable {

    private static final String PROBLEM = "application/problem+json";

    private final URI service;
    private final TokenIssuer issuer;
    private final Map<String, Rule> rules;
    private final Fixture fixture;
    private final List<String> faults = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param rules by call, such as {@code GET /reviews/{id}} */
    public AccessWalk(URI service, TokenIssuer issuer, Map<String, Rule> rules, Fixture fixture) {
        this.service = service;
        this.issuer = issuer;
        this.rules = rules;
        this.fixture = fixture;
    }

    /** Those who call: without a token; the owner of what is named; another user; and who has a role. */
    public enum Caller {
        NOBODY,
        OWNER,
        ANOTHER,
        MODERATOR,
        OPERATOR
    }

    /** Who is let in. Who isn't, is answered 401 without a token and 403 with one. */
    public enum Access {
        EVERYBODY(EnumSet.allOf(Caller.class)),
        SIGNED_IN(EnumSet.complementOf(EnumSet.of(Caller.NOBODY))),
        OWNER(EnumSet.of(Caller.OWNER)),
        OWNER_OR_OPERATOR(EnumSet.of(Caller.OWNER, Caller.OPERATOR)),
        ALL_BUT_THE_OWNER(EnumSet.of(Caller.ANOTHER, Caller.MODERATOR, Caller.OPERATOR)),
        MODERATOR(EnumSet.of(Caller.MODERATOR)),
        OPERATOR(EnumSet.of(Caller.OPERATOR));

        private final Set<Caller> admitted;

        Access(Set<Caller> admitted) {
            this.admitted = admitted;
        }
    }

    /** Who may make a call, and the content of a valid one. */
    public record Rule(
            Access access, String contentType, @Nullable String body) {

        public static Rule of(Access access) {
            return new Rule(access, "application/json", null);
        }

        public Rule json(String content) {
            return new Rule(access, "application/json", content);
        }

        public Rule lines(String content) {
            return new Rule(access, "application/x-ndjson", content);
        }
    }

    /** What the calls are about. */
    public interface Fixture {
        /** Values for the parameters of the path, naming something fresh that belongs to the user; {@code %owner%} may stand in bodies. */
        Map<String, String> owned(String owner, String call);
    }

    /** Everything that is not as the rules say. */
    public List<String> faults() throws IOException, InterruptedException, JoseException {
        Map<String, String> bad = BadTokens.of(issuer);
        for (String call : documented()) {
            Rule rule = rules.get(call);
            if (rule == null) {
                faults.add(call + " has no declared rule");
                continue;
            }
            for (Caller caller : Caller.values()) {
                check(call, rule, caller);
            }
            // One for all: who is refused changes nothing of it.
            Map<String, String> parameters = fixture.owned("nobody-" + UUID.randomUUID(), call);
            for (var token : bad.entrySet()) {
                Answer answer = send(call, rule, parameters, token.getValue());
                refused(call + " with a token " + token.getKey(), 401, answer);
            }
        }
        return faults;
    }

    private Set<String> documented() throws IOException, InterruptedException, JoseException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/q/openapi?format=json"))
                .header("Accept", "application/json")
                .build();
        Map<String, Object> document =
                JsonUtil.parseJson(client.send(request, BodyHandlers.ofString()).body());
        var calls = new TreeSet<String>();
        ((Map<?, ?>) Objects.requireNonNull(document.get("paths"))).forEach((path, methods) -> ((Map<?, ?>) methods)
                .keySet().stream()
                        .map(String::valueOf)
                        .filter(method -> method.matches("get|put|post|delete|patch|head|options|trace"))
                        .forEach(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return calls;
    }

    private void check(String call, Rule rule, Caller caller) throws IOException, InterruptedException {
        String owner = "owner-" + UUID.randomUUID();
        Answer answer = send(call, rule, fixture.owned(owner, call), token(caller, owner));
        String who = call + " as " + caller;
        if (rule.access().admitted.contains(caller)) {
            boolean served = answer.status() < 500 && answer.status() != 401 && answer.status() != 403;
            if (!served || answer.status() == 400 || answer.status() == 405 || answer.status() == 415) {
                faults.add("%s is not let in: %s".formatted(who, answer));
            }
        } else {
            refused(who, caller == Caller.NOBODY ? 401 : 403, answer);
        }
    }

    private void refused(String who, int status, Answer answer) {
        boolean challenged = status != 401 || answer.challenge().startsWith("Bearer");
        if (answer.status() != status || !answer.type().startsWith(PROBLEM) || !challenged) {
            faults.add("%s should be refused with %d: %s".formatted(who, status, answer));
        }
        if (!Internals.in(answer.body()).isEmpty()) {
            faults.add("%s is told of %s".formatted(who, Internals.in(answer.body())));
        }
    }

    private @Nullable String token(Caller caller, String owner) {
        return switch (caller) {
            case NOBODY -> null;
            case OWNER -> issuer.token(owner);
            case ANOTHER -> issuer.token("another-" + UUID.randomUUID());
            case MODERATOR -> issuer.token("moderator-" + UUID.randomUUID(), "moderator");
            case OPERATOR -> issuer.token("operator-" + UUID.randomUUID(), "operator");
        };
    }

    private record Answer(int status, String type, String challenge, String body) {}

    private Answer send(String call, Rule rule, Map<String, String> parameters, @Nullable String token)
            throws IOException, InterruptedException {
        String path = call.substring(call.indexOf(' ') + 1);
        String body = rule.body();
        for (var parameter : parameters.entrySet()) {
            String value = URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8);
            path = path.replace("{" + parameter.getKey() + "}", value);
            body = body == null ? null : body.replace("%" + parameter.getKey() + "%", parameter.getValue());
        }
        String query = parameters.getOrDefault("?", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path + query))
                .timeout(Duration.ofSeconds(60))
                .method(
                        call.substring(0, call.indexOf(' ')),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", rule.contentType());
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        // A stream that is let in never ends.
        try (InputStream content = response.body()) {
            String text = response.statusCode() < 400 ? "" : new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("WWW-Authenticate").orElse(""),
                    text);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
