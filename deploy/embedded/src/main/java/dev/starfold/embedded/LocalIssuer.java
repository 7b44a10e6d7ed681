package dev.starfold.embedded;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The issuer inside this very JVM. */
final class LocalIssuer implements TokenIssuer {

    private final String url;
    private final RsaJsonWebKey first;
    private final @Nullable DocumentServer server;
    private final AtomicInteger keyRequests = new AtomicInteger();
    // The last one signs.
    private volatile List<RsaJsonWebKey> keys;

    LocalIssuer(String url, RsaJsonWebKey key, @Nullable DocumentServer server) {
        this.url = url;
        this.first = key;
        this.keys = List.of(key);
        this.server = server;
    }

    static TokenIssuer listening(int port, RsaJsonWebKey key) {
        int chosen = port == 0 ? Ports.free() : port;
        Ports.requireFree(chosen, "the token issuer");
        DocumentServer server = DocumentServer.on(chosen);
        TokenIssuer issuer = new LocalIssuer("http://localhost:" + chosen, key, server);
        server.serve("/.well-known/openid-configuration", issuer::discoveryJson);
        server.serve("/jwks", issuer::jwksJson);
        return issuer;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String token(String user, String... roles) {
        return token(Map.of("sub", user, "groups", List.of(roles)));
    }

    @Override
    public String token(Map<String, ? extends @Nullable Object> claims) {
        JsonWebSignature signature = signature(claims);
        signature.setAlgorithmHeaderValue("RS256");
        RsaJsonWebKey key = keys.getLast();
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        return serialized(signature);
    }

    @Override
    public String unsigned(String user, String... roles) {
        return unsigned(Map.of("sub", user, "groups", List.of(roles)));
    }

    @Override
    public String unsigned(Map<String, ? extends @Nullable Object> claims) {
        JsonWebSignature signature = signature(claims);
        signature.setAlgorithmHeaderValue("none");
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        return serialized(signature);
    }

    @Override
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

    @Override
    public String jwksJson() {
        keyRequests.incrementAndGet();
        return new JsonWebKeySet(keys).toJson();
    }

    @Override
    public synchronized void rotate() {
        keys = Stream.concat(keys.stream(), Stream.of(SigningKey.fresh())).toList();
    }

    @Override
    public synchronized void withdrawFormerKeys() {
        keys = List.of(keys.getLast());
    }

    @Override
    public synchronized void restoreFirstKey() {
        keys = List.of(first);
    }

    @Override
    public int keyRequests() {
        return keyRequests.get();
    }

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
