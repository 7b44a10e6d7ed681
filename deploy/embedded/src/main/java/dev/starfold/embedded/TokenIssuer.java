package dev.starfold.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A small OpenID Connect issuer for local use and tests: it holds one RSA key, makes tokens signed with it (RS256), and
 * serves the two documents by which services verify them, {@code /.well-known/openid-configuration} and {@code /jwks}.
 * Whoever has this object is whoever they say they are: never for production. Thread-safe.
 */
public final class TokenIssuer implements AutoCloseable {

    /** How long a token is valid unless its claims say otherwise. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private final String url;
    private final RsaJsonWebKey key;
    private final @Nullable DocumentServer server;

    private TokenIssuer(String url, RsaJsonWebKey key, @Nullable DocumentServer server) {
        this.url = url;
        this.key = key;
        this.server = server;
    }

    /** An issuer with a new key on any free port. */
    public static TokenIssuer start() {
        return start(0);
    }

    /** An issuer with a new key on the port. */
    public static TokenIssuer start(int port) {
        return serving(port, SigningKey.fresh());
    }

    /** An issuer with the key in the file, made when absent: its tokens outlive a restart. */
    public static TokenIssuer start(int port, Path keyFile) {
        return serving(port, SigningKey.keptIn(keyFile));
    }

    /** An issuer that listens nowhere: whoever serves the URL serves {@link #discoveryJson} and {@link #jwksJson}. */
    public static TokenIssuer at(String url, Path keyFile) {
        return new TokenIssuer(url, SigningKey.keptIn(keyFile), null);
    }

    private static TokenIssuer serving(int port, RsaJsonWebKey key) {
        int chosen = port == 0 ? Ports.free() : port;
        Ports.requireFree(chosen, "the token issuer");
        DocumentServer server = DocumentServer.on(chosen);
        TokenIssuer issuer = new TokenIssuer("http://localhost:" + chosen, key, server);
        server.serve("/.well-known/openid-configuration", issuer.discoveryJson());
        server.serve("/jwks", issuer.jwksJson());
        return issuer;
    }

    /** The issuer's URL, the {@code iss} of its tokens; what services take as {@code quarkus.oidc.auth-server-url}. */
    public String url() {
        return url;
    }

    /** A valid token of the user ({@code sub}) with the roles ({@code groups}). */
    public String token(String user, String... roles) {
        return token(Map.of("sub", user, "groups", List.of(roles)));
    }

    /**
     * A signed token with the usual claims ({@code iss}, {@code aud}, {@code iat}, {@code exp} and {@code jti}; no
     * {@code sub} and no {@code groups}) overridden by the given ones. A null value leaves the claim out.
     */
    public String token(Map<String, ? extends @Nullable Object> claims) {
        JsonWebSignature signature = signature(claims);
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        return serialized(signature);
    }

    /** As {@link #token(String, String...)}, but unsigned ({@code alg} none), which no service may accept. */
    public String unsigned(String user, String... roles) {
        return unsigned(Map.of("sub", user, "groups", List.of(roles)));
    }

    /** As {@link #token(Map)}, but unsigned ({@code alg} none), which no service may accept. */
    public String unsigned(Map<String, ? extends @Nullable Object> claims) {
        JsonWebSignature signature = signature(claims);
        signature.setAlgorithmHeaderValue("none");
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        return serialized(signature);
    }

    /** The discovery document. */
    public String discoveryJson() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", url);
        document.put("jwks_uri", url + "/jwks");
        document.put("authorization_endpoint", url + "/authorize");
        document.put("token_endpoint", url + "/token");
        document.put("response_types_supported", List.of("code"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        return JsonUtil.toJson(document);
    }

    /** The public keys. */
    public String jwksJson() {
        return new JsonWebKeySet(key).toJson();
    }

    /** Stops serving the documents. Tokens stay valid. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    private JsonWebSignature signature(Map<String, ? extends @Nullable Object> claims) {
        long now = Instant.now().getEpochSecond();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("iss", url);
        all.put("aud", "starfold");
        all.put("iat", now);
        all.put("exp", now + LIFETIME.toSeconds());
        all.put("jti", UUID.randomUUID().toString());
        all.putAll(claims);
        all.values().removeIf(value -> value == null);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(JsonUtil.toJson(all));
        signature.setHeader("typ", "JWT");
        return signature;
    }

    private static String serialized(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new ServerException("Cannot make a token", e);
        }
    }
}
