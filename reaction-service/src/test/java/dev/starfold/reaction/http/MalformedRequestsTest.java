package dev.starfold.reaction.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.fuzz.HttpErrors;
import dev.starfold.embedded.fuzz.Wire;
import dev.starfold.reaction.OnRealServers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client for HTTP would send. */
@QuarkusTest
@OnRealServers
class MalformedRequestsTest {

    private static final String WRITE = """
            PUT /reactions/7b58ce69-2ee5-4055-a57e-6682c8c0faae HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Authorization: Bearer %s\r
            """.formatted(EmbeddedServers.issuer().token("ana", "operator", "moderator"));

    @TestHTTPResource("/")
    URI base;

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: \r\n", "Host: a b\r\n", "Host: a\r\nHost: b\r\n"})
    void withoutOneHostAreAProblem(String host) throws Exception {
        problem(400, "bad-request", "GET /reactions/7b58ce69-2ee5-4055-a57e-6682c8c0faae HTTP/1.1\r\n" + host + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "ffffffffffffffff\r\n"})
    void ofBadChunksAreAProblemOrEndTheConnection(String chunks) throws Exception {
        refusedOrClosed(WRITE + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"
            })
    void thatEndNobodyKnowsWhereAreAProblem(String header) throws Exception {
        problem(400, "bad-request", WRITE + header + "\r\n2\r\n{}\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a..", ".", "..a", ".a.b", "a.", "....", "a..b.c.d"})
    void ofAHollowTokenAreUnauthenticated(String token) throws Exception {
        problem(
                401,
                "unauthenticated",
                "GET /reactions/7b58ce69-2ee5-4055-a57e-6682c8c0faae HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + token + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"\u00c0\u00af\": 1}",
                "{\u0000\"\u0000a\u0000\"\u0000:\u00001\u0000}\u0000",
                "{\"\u00ed\u00a0\u0080\": 1}"
            })
    void ofBytesThatAreNoUtf8AreRefusedAsAWhole(String body) throws Exception {
        assertThat(Wire.answer(base, WRITE + "Content-Length: " + body.length() + "\r\n\r\n" + body))
                .startsWith("400 ")
                .contains("\"field\":\"$\"", "UTF-8");
    }

    /** The connection may be gone before there is an answer; 0 says so. */
    private void refusedOrClosed(String request) throws Exception {
        try (var log = new HttpErrors()) {
            assertThat(Wire.answer(base, request)).matches("(?s)0 |400 .*\"type\":\"/problems/.*");
            assertThat(Wire.answer(base, "GET /q/openapi HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("200 ");
            assertThat(log.said()).isEmpty();
        }
    }

    private void problem(int status, String slug, String request) throws Exception {
        assertThat(Wire.answer(base, request)).startsWith(status + " ").contains("\"type\":\"/problems/" + slug + "\"");
    }
}
