package dev.starfold.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {

    @TempDir
    Path folder;

    private TokenIssuer issuer;

    @BeforeEach
    void start() {
        issuer = TokenIssuer.start();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void aTokenVerifiesAgainstTheServedKeys() throws Exception {
        JwtClaims claims = verified(issuer, issuer.token("alice", "moderator", "operator"));

        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("moderator", "operator");
        assertThat(claims.getAudience()).containsExactly("starfold");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(3600);
        assertThat(claims.getJwtId()).isNotEmpty();
    }

    @Test
    void theDiscoveryDocumentNamesTheIssuerAndItsKeys() throws Exception {
        Map<String, Object> document = JsonUtil.parseJson(get(issuer.url() + "/.well-known/openid-configuration"));

        assertThat(document).containsEntry("issuer", issuer.url()).containsEntry("jwks_uri", issuer.url() + "/jwks");
        assertThat(get(issuer.url() + "/jwks")).doesNotContain("\"d\"");
    }

    @Test
    void claimsCanBeOverriddenAndLeftOut() {
        long past = Instant.now().minusSeconds(60).getEpochSecond();
        Map<String, Object> noSubject = new HashMap<>(Map.of("sub", "alice"));
        noSubject.put("sub", null);

        assertRefused(issuer.token(Map.of("sub", "alice", "exp", past)), "no longer valid");
        assertRefused(issuer.token(Map.of("sub", "alice", "iss", "http://elsewhere")), "elsewhere");
        assertRefused(issuer.token(noSubject), "No Subject");
    }

    @Test
    void anUnsignedTokenIsRefused() {
        String token = issuer.unsigned("alice", "moderator");

        assertThat(token).endsWith(".");
        assertRefused(token, "none");
    }

    @Test
    void aKeptKeyOutlivesTheIssuerAndIsItsOwnersAlone() throws Exception {
        Path key = folder.resolve("keys/issuer.json");
        String token;
        int port;
        try (TokenIssuer first = TokenIssuer.start(0, key)) {
            token = first.token("alice");
            port = URI.create(first.url()).getPort();
        }
        try (TokenIssuer second = TokenIssuer.start(port, key)) {
            assertThat(verified(second, token).getSubject()).isEqualTo("alice");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void anIssuerThatListensNowhereTakesTheUrlOfWhoeverServesItsDocuments() throws Exception {
        try (TokenIssuer elsewhere = TokenIssuer.at("http://localhost:8080/dev", folder.resolve("issuer.json"))) {
            assertThat(JsonUtil.parseJson(elsewhere.discoveryJson()))
                    .containsEntry("issuer", "http://localhost:8080/dev")
                    .containsEntry("jwks_uri", "http://localhost:8080/dev/jwks");
            assertThat(elsewhere.jwksJson()).contains("\"kty\":\"RSA\"");
        }
    }

    @Test
    void aTakenPortIsOneClearError() {
        int port = URI.create(issuer.url()).getPort();

        assertThatThrownBy(() -> TokenIssuer.start(port))
                .isInstanceOf(ServerException.class)
                .hasMessageStartingWith("Port " + port + " is taken");
    }

    private void assertRefused(String token, String reason) {
        assertThatThrownBy(() -> verified(issuer, token))
                .isInstanceOf(InvalidJwtException.class)
                .hasMessageContaining(reason);
    }

    private static JwtClaims verified(TokenIssuer issuer, String token) throws InvalidJwtException {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(issuer.url() + "/jwks")))
                .setExpectedIssuer(issuer.url())
                .setExpectedAudience("starfold")
                .setRequireSubject()
                .setRequireExpirationTime()
                .build();
        return consumer.processToClaims(token);
    }

    private static String get(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
