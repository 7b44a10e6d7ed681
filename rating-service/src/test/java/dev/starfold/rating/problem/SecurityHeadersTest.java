package dev.starfold.rating.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.rating.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is asked, and whoever answers it, a browser is told to make nothing of it. */
@QuarkusTest
@OnRealServers
class SecurityHeadersTest {

    private static final String API = "default-src 'none'; frame-ancestors 'none'";

    @ParameterizedTest
    @CsvSource({
        "GET, /ratings/book:1, 200",
        "GET, /ratings/x, 400",
        "GET, /nothing, 404",
        "POST, /ratings/book:1/exclusions, 401",
        "GET, /q/openapi, 200"
    })
    void everyAnswerHasThem(String method, String path, int status) {
        Response answer = given().urlEncodingEnabled(false).request(method, path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.header("Content-Security-Policy")).isEqualTo(API);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    }

    @ParameterizedTest
    @CsvSource({"414, 17000, 1", "431, 1, 21000"})
    void whatIsTooLongIsAProblem(int status, int address, int header) {
        Response answer = given().header("X-Long", "a".repeat(header)).get("/ratings/" + "a".repeat(address));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo(API);
    }

    @Test
    void swaggerUiMayLoadWhatIsItsOwn() {
        Response answer = given().get("/q/swagger-ui/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'");
        assertThat(answer.asString())
                .contains("<script")
                .doesNotContainPattern("(src|href)=\"https?://")
                .doesNotContain("eval(");
    }
}
