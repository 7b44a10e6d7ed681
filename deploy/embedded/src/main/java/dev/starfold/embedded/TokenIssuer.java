package dev.starfold.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small OpenID Connect issuer for local use and tests: it holds one RSA key, makes tokens signed with it (RS256), and
 * serves the two documents by which services verify them, {@code /.well-known/openid-configuration} and {@code /jwks}.
 * Whoever has this object is whoever they say they are: never for production. Thread-safe.
 */
public interface TokenIssuer extends AutoCloseable {

    /** How long a token is valid unless its claims say otherwise. */
    Duration LIFETIME = Duration.ofHours(1);

    /** An issuer with a new key on any free port. */
    static TokenIssuer start() {
        return start(0);
    }

    /** An issuer with a new key on the port of 127.0.0.1. */
    static TokenIssuer start(int port) {
        return LocalIssuer.listening(port, SigningKey.fresh());
    }

    /** An issuer with the key in the file, made when absent: its tokens outlive a restart. */
    static TokenIssuer start(int port, Path keyFile) {
        return LocalIssuer.listening(port, SigningKey.keptIn(keyFile));
    }

    /** An issuer that listens nowhere: whoever serves the URL serves {@link #discoveryJson} and {@link #jwksJson}. */
    static TokenIssuer at(String url, Path keyFile) {
        return new LocalIssuer(url, SigningKey.keptIn(keyFile), null);
    }

    /** The issuer's URL, the {@code iss} of its tokens; what services take as {@code quarkus.oidc.auth-server-url}. */
    String url();

    /** A valid token of the user ({@code sub}) with the roles ({@code groups}). */
    String token(String user, String... roles);

    /**
     * A signed token with the usual claims ({@code iss}, {@code aud}, {@code iat}, {@code exp} and {@code jti}; no
     * {@code sub} and no {@code groups}) overridden by the given ones. A null value leaves the claim out.
     */
    String token(Map<String, ? extends @Nullable Object> claims);

    /** As {@link #token(String, String...)}, but unsigned ({@code alg} none), which no service may accept. */
    String unsigned(String user, String... roles);

    /** As {@link #token(Map)}, but unsigned ({@code alg} none), which no service may accept. */
    String unsigned(Map<String, ? extends @Nullable Object> claims);

    /** The discovery document. */
    String discoveryJson();

    /** The public keys. */
    String jwksJson();

    /** Signs with a new key from now on; the former ones stay published. */
    void rotate();

    /** Publishes no key but the one that signs. */
    void withdrawFormerKeys();

    /** Signs with the first key again, and publishes no other. */
    void restoreFirstKey();

    /** How often the keys were asked for. */
    int keyRequests();

    /** Stops serving the documents. Tokens stay valid. */
    @Override
    void close();
}
