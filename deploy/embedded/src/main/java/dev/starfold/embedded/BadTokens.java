package dev.starfold.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Key;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Bearer tokens that no service may take, by what is wrong with them. All ask for every role. */
public final class BadTokens {

    private final TokenIssuer issuer;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private BadTokens(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    /** One of each kind. */
    public static Map<String, String> of(TokenIssuer issuer) {
        return new BadTokens(issuer).all();
    }

    private Map<String, String> all() {
        long now = Instant.now().getEpochSecond();
        tokens.put("garbage", "garbage");
        tokens.put("garbage in three parts", "a.b.c");
        claims("expired", "exp", now - 60);
        claims("without expiry", "exp", null);
        claims("not yet valid", "nbf", now + 3600);
        claims("for another audience", "aud", "another-service");
        claims("without audience", "aud", null);
        claims("of another issuer", "iss", "https://elsewhere.example");
        claims("without issuer", "iss", null);
        claims("without a user", "sub", null);
        claims("of an empty user", "sub", "");
        claims("of a user of 256 characters", "sub", "a".repeat(256));
        claims("of a user with NUL", "sub", "a\u0000b");
        tokens.put("unsigned", issuer.unsigned(with("sub", "ana")));
        String good = issuer.token(with("sub", "ana"));
        String payload = good.substring(good.indexOf('.') + 1, good.lastIndexOf('.'));
        tokens.put("without its signature", good.substring(0, good.lastIndexOf('.') + 1));
        tokens.put("of another's content", issuer.token("ben").replaceFirst("\\.[^.]*\\.", "." + payload + "."));
        tokens.put("that says it is unsigned", header("{\"alg\":\"none\"}") + good.substring(good.indexOf('.')));
        forged(payload);
        return tokens;
    }

    /** Signed by whoever knows no more than what the issuer publishes. */
    private void forged(String payload) {
        try {
            var key = (RsaJsonWebKey)
                    new JsonWebKeySet(issuer.jwksJson()).getJsonWebKeys().getLast();
            RsaJsonWebKey other = SigningKey.fresh();
            tokens.put("of an unknown key", signed(payload, "RS256", other.getKeyId(), other.getPrivateKey()));
            tokens.put("of a wrong key", signed(payload, "RS256", key.getKeyId(), other.getPrivateKey()));
            tokens.put("of a key of no name", signed(payload, "RS256", null, other.getPrivateKey()));
            byte[] der = key.getPublicKey().getEncoded();
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
            tokens.put("signed with the public key", signed(payload, "HS256", key.getKeyId(), new HmacKey(der)));
            tokens.put(
                    "signed with the public key as text",
                    signed(payload, "HS256", key.getKeyId(), new HmacKey(pem.getBytes(UTF_8))));
        } catch (JoseException e) {
            throw new ServerException("Cannot forge a token", e);
        }
    }

    private static String signed(String payload, String algorithm, @Nullable String id, Key key) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayloadBytes(Base64.getUrlDecoder().decode(payload));
        signature.setAlgorithmHeaderValue(algorithm);
        if (id != null) {
            signature.setKeyIdHeaderValue(id);
        }
        signature.setKey(key);
        return signature.getCompactSerialization();
    }

    private void claims(String what, String claim, @Nullable Object value) {
        tokens.put(what, issuer.token(with(claim, value)));
    }

    private static Map<String, @Nullable Object> with(String claim, @Nullable Object value) {
        Map<String, @Nullable Object> claims = new HashMap<>();
        claims.put("sub", "ana");
        claims.put("groups", List.of("moderator", "operator"));
        claims.put(claim, value);
        return claims;
    }

    private static String header(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
