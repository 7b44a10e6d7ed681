package dev.starfold.review.imports;

import static dev.starfold.review.Api.asOperator;
import static dev.starfold.review.Api.importLines;
import static dev.starfold.review.Api.importing;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad line rejects itself alone. */
@QuarkusTest
@OnRealServers
class BadLinesTest {

    private final String user = newUser();
    private final String subject = newSubject();

    @Test
    void eachFaultNamesItsLineAndField() {
        String nested = "{\"a\":".repeat(8) + "{}" + "}".repeat(8);
        Map<String, String> faults = new LinkedHashMap<>();
        fault(faults, "score", line(subject, user, "\"score\": 11"));
        fault(faults, "score", line(subject, user, "\"body\": \"no score\""));
        fault(faults, "subject", line("anime", user, "\"score\": 7"));
        fault(faults, "author", line(subject, "", "\"score\": 7"));
        fault(faults, "author", line(subject, "a".repeat(256), "\"score\": 7"));
        fault(faults, "author", "{\"subject\": \"%s\", \"score\": 7}".formatted(subject));
        fault(faults, "author", "{\"subject\": \"%s\", \"author\": 7, \"score\": 7}".formatted(subject));
        fault(faults, "submittedAt", line(subject, user, "\"score\": 7, \"submittedAt\": \"2999-01-01T00:00:00Z\""));
        fault(faults, "submittedAt", line(subject, user, "\"score\": 7, \"submittedAt\": \"2019-01-01\""));
        fault(faults, "submittedAt", line(subject, user, "\"score\": 7, \"submittedAt\": \"2019-01-01T00:00:00\""));
        fault(faults, "submittedAt", line(subject, user, "\"score\": 7, \"submittedAt\": \"0000-01-01T00:00:00Z\""));
        fault(
                faults,
                "submittedAt",
                line(subject, user, "\"score\": 7, \"submittedAt\": \"0001-01-01T00:00:00+00:30\""));
        fault(faults, "submittedAt", line(subject, user, "\"score\": 7, \"submittedAt\": \"-2019-01-01T00:00:00Z\""));
        fault(faults, "submittedAt", line(subject, user, "\"score\": 7, \"submittedAt\": 1554283800"));
        fault(faults, "source", line(subject, user, "\"score\": 7, \"source\": \"example.org\""));
        fault(faults, "source", line(subject, user, "\"score\": 7, \"source\": [1]"));
        fault(
                faults,
                "source",
                line(subject, user, "\"score\": 7, \"source\": {\"a\": \"%s\"}".formatted("x".repeat(4_089))));
        fault(faults, "source", line(subject, user, "\"score\": 7, \"source\": " + nested));
        fault(faults, "source", line(subject, user, "\"score\": 7, \"source\": {\"a\": \"\\u0000\"}"));
        fault(faults, "source", line(subject, user, "\"score\": 7, \"source\": {\"a\": [\"\\ud83d\"]}"));
        fault(faults, "visibility", line(subject, user, "\"score\": 7, \"visibility\": \"withdrawn\""));
        fault(faults, "visibility", line(subject, user, "\"score\": 7, \"visibility\": true"));
        fault(faults, "id", line(subject, user, "\"score\": 7, \"id\": \"1\""));
        fault(
                faults,
                "progress.seen",
                line(subject, user, "\"score\": 7, \"progress\": {\"consumed\": 1, \"seen\": 1}"));
        fault(faults, "$", line(subject, user, "\"score\": 7, \"score\": 7"));
        fault(faults, "$", line(subject, user, "\"score\": 1e99999999999999"));
        fault(faults, "$", line(subject, user, "\"score\": 7, \"source\": {\"a\": -1e99999999999999}"));
        fault(faults, "$", line(subject, user, "\"score\": 7, \"source\": {\"a\": 1e-99999999999999}"));
        fault(faults, "$", "[]");
        fault(faults, "$", "null");
        fault(faults, "$", "{");
        fault(faults, "$", "{} {}");
        fault(faults, "$", "\u0000");
        fault(faults, "$", "[".repeat(100_000));
        Response answer = importLines(faults.keySet().toArray(String[]::new));
        answer.then().statusCode(200).body("accepted", is(0)).body("rejectedCount", is(faults.size()));
        assertThat(answer.jsonPath().getList("rejected.field")).containsExactlyElementsOf(faults.values());
        assertThat(answer.jsonPath().getList("rejected.line", Integer.class))
                .isEqualTo(IntStream.rangeClosed(1, faults.size()).boxed().toList());
        get("/reviews?subject=" + subject).then().body("items", hasSize(0));
    }

    private static void fault(Map<String, String> faults, String field, String line) {
        assertThat(faults.put(line, field)).isNull();
    }

    @Test
    void whatIsJustWithinTheBoundsIsTaken() {
        String source = "{\"a\": %s}".formatted("{\"a\":".repeat(6) + "{}" + "}".repeat(6));
        importLines(
                        line(subject, "a".repeat(255), "\"score\": 7, \"submittedAt\": \"0001-01-01T00:00:00Z\""),
                        line(subject, "👍".repeat(255), "\"score\": 7"),
                        line(subject, user, "\"score\": 7, \"source\": {\"a\": \"%s\"}".formatted("x".repeat(4_088))),
                        line(subject, newUser(), "\"score\": 7, \"source\": {\"a\": 1e999999, \"b\": -0.0}"),
                        line(subject, newUser(), "\"score\": 7, \"source\": " + source))
                .then()
                .statusCode(200)
                .body("rejected", hasSize(0))
                .body("accepted", is(5));
    }

    @Test
    void aLineThatIsTooLongIsRefusedAndNotKept() {
        String good = line(subject, user, "\"score\": 7");
        String padded = line(subject, newUser(), "\"score\": 7");
        importLines(
                        " ".repeat(262_145),
                        "x".repeat(20 << 20),
                        good,
                        padded + " ".repeat(262_144 - padded.length()),
                        line(subject, newUser(), "\"score\": 7") + " ".repeat(262_144))
                .then()
                .statusCode(200)
                .body("accepted", is(2))
                .body("rejected.line", contains(1, 2, 5))
                .body("rejected.field", contains("$", "$", "$"));
    }

    @Test
    void blankLinesAreSkippedButCounted() {
        importLines("", line(subject, user, "\"score\": 7") + "\r", " \t", "{}", "", "{}", "")
                .then()
                .statusCode(200)
                .body("accepted", is(1))
                .body("rejected.line", contains(4, 6));
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        byte[] latin = line(subject, user, "\"score\": 7, \"body\": \"é\"").getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = line(subject, user, "\"score\": 7").getBytes(StandardCharsets.UTF_16LE);
        for (byte[] line : new byte[][] {latin, utf16}) {
            importLines(line).then().statusCode(200).body("accepted", is(0)).body("rejected.field", contains("$"));
        }
    }

    @Test
    void theFirstHundredAreToldAndAllAreCounted() {
        String[] lines = IntStream.range(0, 250)
                .mapToObj(i -> i % 2 == 0 ? "{}" : line(subject, newUser(), "\"score\": 7"))
                .toArray(String[]::new);
        Response answer = importLines(lines);
        answer.then().statusCode(200).body("accepted", is(125)).body("rejectedCount", is(125));
        assertThat(answer.jsonPath().getList("rejected.line", Integer.class))
                .isEqualTo(IntStream.range(0, 100).mapToObj(i -> 2 * i + 1).toList());
    }

    /** Whatever stands between them, good lines are taken. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void hostileBytesHurtNobodyElse(long seed) {
        var random = new Random(seed);
        var body = new ByteArrayOutputStream();
        int hostile = 0;
        for (int i = 0; i < 50; i++) {
            byte[] good =
                    line(subject, newUser(), "\"score\": 7, \"body\": \"é\"").getBytes(StandardCharsets.UTF_8);
            byte[] bad = random.nextBoolean() ? noise(random) : maimed(random, good);
            body.writeBytes(bad);
            body.write('\n');
            body.writeBytes(good);
            body.write('\n');
            hostile += new String(bad, StandardCharsets.ISO_8859_1).matches("[ \t\r]*") ? 0 : 1;
        }
        importLines(body.toByteArray())
                .then()
                .statusCode(200)
                .body("accepted", is(50))
                .body("unchanged", is(0))
                .body("rejectedCount", is(hostile));
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(500)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\n' ? (byte) '{' : bytes[i];
        }
        return bytes;
    }

    /** Cut short: never JSON any more. */
    private static byte[] maimed(Random random, byte[] good) {
        return Arrays.copyOf(good, 1 + random.nextInt(good.length - 1));
    }

    @Test
    void anotherFormatIsRefused() {
        for (String type : new String[] {"application/json", "text/plain"}) {
            importing(asOperator())
                    .contentType(type)
                    .body(new byte[300_000])
                    .post("/imports")
                    .then()
                    .statusCode(415);
        }
    }
}
