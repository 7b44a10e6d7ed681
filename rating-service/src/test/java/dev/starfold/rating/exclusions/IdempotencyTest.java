package dev.starfold.rating.exclusions;

import static dev.starfold.rating.exclusions.Api.ONE_DAY;
import static dev.starfold.rating.exclusions.Api.as;
import static dev.starfold.rating.exclusions.Api.exclude;
import static dev.starfold.rating.exclusions.Api.list;
import static dev.starfold.rating.exclusions.Api.newSubject;
import static dev.starfold.rating.exclusions.Api.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.starfold.rating.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class IdempotencyTest {

    private final String subject = newSubject();
    private final String moderator = "moderator-" + UUID.randomUUID();

    @Test
    void aRepeatUnderTheSameKeyIsTheFirstSuccessAgain() {
        Response first = keyed(moderator, subject, "key-1", ONE_DAY);
        // The same content, written otherwise.
        Response again = keyed(moderator, subject, "key-1", """
                {"reason": "A raid", "to": "2026-04-04T00:00:00.0Z", "author": null, "from": "2026-04-03T00:00:00Z"}""");
        remove(subject, first.path("id")).then().statusCode(204);
        Response later = keyed(moderator, subject, "key-1", ONE_DAY);
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        for (Response repeat : List.of(again, later)) {
            repeat.then()
                    .statusCode(201)
                    .header("Idempotency-Replayed", "true")
                    .header("Location", first.header("Location"));
            assertThat(repeat.asString()).isEqualTo(first.asString());
        }
        list(subject).then().body("items", hasSize(0));
    }

    @Test
    void aKeyWithOtherContentIsRefused() {
        keyed(moderator, subject, "key-2", ONE_DAY).then().statusCode(201);
        for (Response other : List.of(
                keyed(moderator, subject, "key-2", ONE_DAY.replace("A raid", "Another")),
                keyed(moderator, subject, "key-2", ONE_DAY.replace("04-03", "04-02")),
                keyed(moderator, subject, "key-2", ONE_DAY.replace("{", "{\"author\": \"troll-17\", ")),
                keyed(moderator, newSubject(), "key-2", ONE_DAY))) {
            other.then()
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("type", is("/problems/idempotency-key-reused"));
        }
        list(subject).then().body("items", hasSize(1));
    }

    @Test
    void aKeyIsItsUsersOwn() {
        keyed(moderator, subject, "key-3", ONE_DAY).then().statusCode(201);
        keyed("other-" + moderator, subject, "key-3", ONE_DAY)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue());
        list(subject).then().body("items", hasSize(2));
    }

    @Test
    void withoutAKeyEveryAdditionIsItsOwn() {
        exclude(subject, ONE_DAY).then().statusCode(201);
        exclude(subject, ONE_DAY).then().statusCode(201);
        list(subject).then().body("items", hasSize(2));
    }

    @Test
    void threeAtOnceWithOneKeyAreOneExclusion() throws Exception {
        Callable<Response> call = () -> keyed(moderator, subject, "key-4", ONE_DAY);
        try (var threads = Executors.newFixedThreadPool(3)) {
            var answers = threads.invokeAll(List.of(call, call, call)).stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(answers).extracting(Response::statusCode).containsOnly(201);
            assertThat(answers)
                    .extracting(answer -> answer.header("Idempotency-Replayed"))
                    .containsExactlyInAnyOrder(null, "true", "true");
        }
        list(subject).then().body("items", hasSize(1));
    }

    private static Response keyed(String user, String subject, String key, String body) {
        return as(user, "moderator")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/ratings/{subject}/exclusions", subject);
    }
}
