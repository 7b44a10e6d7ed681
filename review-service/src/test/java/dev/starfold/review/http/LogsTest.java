package dev.starfold.review.http;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.asOperator;
import static dev.starfold.review.Api.importLines;
import static dev.starfold.review.Api.importing;
import static dev.starfold.review.Api.line;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.review;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submit;
import static dev.starfold.review.Api.submitted;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.embedded.Internals;
import dev.starfold.review.Database;
import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people write, and what proves who they are, is in no log; what the service is made of, in no answer. */
@QuarkusTest
@OnRealServers
class LogsTest {

    private static final String SECRET = "kept-to-itself";

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        private final Formatter json = new JsonFormatter();

        @Override
        public void publish(LogRecord entry) {
            logged.add(json.format(ExtLogRecord.wrap(entry)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("").removeHandler(handler);
    }

    @Test
    void neitherTokensNorTextsAreLogged() {
        String user = newUser();
        String text = "\"score\": 7, \"headline\": \"%s\", \"body\": \"%s\"".formatted(SECRET, SECRET);
        String subject = newSubject();
        String id = submitted(user, subject, text);
        submit(user, subject, text).then().statusCode(409);
        revise(user, id, 1, "\"score\": 8, \"body\": \"%s\"".formatted(SECRET))
                .then()
                .statusCode(200);
        revise(user, id, 7, text).then().statusCode(412);
        as(user).body(review(newSubject(), text))
                .post("/reviews/preview")
                .then()
                .statusCode(200);
        as(user).body("{\"%s\": \"%s\"".formatted(SECRET, SECRET))
                .post("/reviews")
                .then()
                .statusCode(400);
        as(user).body(review(newSubject(), "\"score\": \"%s\"".formatted(SECRET)))
                .post("/reviews")
                .then()
                .statusCode(400);
        as(newUser())
                .body("{\"reason\": \"other\", \"note\": \"%s\"}".formatted(SECRET))
                .post("/reviews/{id}/reports", id)
                .then()
                .statusCode(201);
        asModerator()
                .body("{\"visibility\": \"hidden\", \"reason\": \"%s\"}".formatted(SECRET))
                .put("/reviews/{id}/visibility", id)
                .then()
                .statusCode(200);
        importLines(line(newSubject(), newUser(), text), "{\"%s\": 1}".formatted(SECRET))
                .then()
                .statusCode(200);
        given().queryParam("q", SECRET).get("/reviews").then().statusCode(200);
        String token = EmbeddedServers.issuer().token(user);
        for (String bad : List.of(token + "x", EmbeddedServers.issuer().unsigned(user), SECRET)) {
            given().auth().oauth2(bad).get("/reviews").then().statusCode(401);
        }
        nothingIsLoggedOf(token);
    }

    @Test
    void aFailureTellsClientsNothingAndTheLogNoText() throws Exception {
        String user = newUser();
        String id = submitted(user, newSubject(), "\"score\": 7");
        String text = "\"score\": 7, \"headline\": \"unlucky %s\", \"body\": \"%s\"".formatted(SECRET, SECRET);
        Database.run("alter table review_text add constraint unlucky check (headline not like 'unlucky%') not valid");
        Database.run("alter table report add constraint unlucky check (note not like 'unlucky%') not valid");
        try {
            failed(unchecked(newUser()).body(review(newSubject(), text)).post("/reviews"));
            failed(unchecked(user)
                    .header("If-Match", "\"1\"")
                    .body("{" + text + "}")
                    .put("/reviews/{id}", id));
            failed(unchecked(newUser())
                    .body("{\"reason\": \"other\", \"note\": \"unlucky %s\"}".formatted(SECRET))
                    .post("/reviews/{id}/reports", id));
            Response imported = importing(asOperator().noFiltersOfType(AnswerCheck.class))
                    .body(line(newSubject(), newUser(), text).getBytes(StandardCharsets.UTF_8))
                    .post("/imports");
            assertThat(imported.asString()).doesNotContain(SECRET);
            assertThat(Internals.in(imported.asString())).isEmpty();
        } finally {
            Database.run("alter table review_text drop constraint unlucky");
            Database.run("alter table report drop constraint unlucky");
        }
        assertThat(logged).as("the failure itself is logged").anyMatch(entry -> entry.contains("unlucky"));
        nothingIsLoggedOf(EmbeddedServers.issuer().token(user));
    }

    /** That it fails of its own fault is no answer that the service promises. */
    private static RequestSpecification unchecked(String user) {
        return as(user).noFiltersOfType(AnswerCheck.class);
    }

    private static void failed(Response answer) {
        answer.then()
                .statusCode(500)
                .contentType(is("application/problem+json"))
                .body("type", is("/problems/internal"));
        assertThat(Internals.in(answer.asString())).isEmpty();
        assertThat(answer.asString()).doesNotContain(SECRET).doesNotContain("unlucky");
    }

    private void nothingIsLoggedOf(String token) {
        assertThat(logged)
                .noneMatch(entry -> entry.contains(SECRET))
                .noneMatch(entry -> entry.contains(token.substring(0, token.indexOf('.'))))
                .noneMatch(entry -> entry.contains("Bearer ey"));
    }
}
