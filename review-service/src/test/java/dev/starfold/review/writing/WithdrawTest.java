package dev.starfold.review.writing;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class WithdrawTest {

    private final String user = newUser();
    private final String subject = newSubject();

    @Test
    void aWithdrawnReviewIsGoneForGood() {
        String id = submitted(user, subject, "\"score\": 3");
        withdraw(user, id);
        for (String path : List.of("/reviews/" + id, "/reviews/" + id + "/history")) {
            get(path).then().statusCode(410).body("type", is("/problems/withdrawn"));
        }
        get("/reviews?subject=" + subject).then().body("items", hasSize(0));
    }

    @Test
    void withdrawingAgainIsNoError() {
        String id = submitted(user, subject, "\"score\": 3");
        withdraw(user, id);
        withdraw(user, id);
        as(user).header("If-Match", "\"1\"").delete("/reviews/" + id).then().statusCode(204);
    }

    @Test
    void withdrawingTheOldReviewAgainLeavesTheNewOneAlone() {
        String old = submitted(user, subject, "\"score\": 3");
        withdraw(user, old);
        String id = submitted(user, subject, "\"score\": 4");
        withdraw(user, old);
        get("/reviews/" + id).then().statusCode(200);
    }

    @Test
    void theAnswerHasTheVersionAtWhichItWasWithdrawn() {
        String id = submitted(user, subject, "\"score\": 3");
        as(user).delete("/reviews/" + id).then().header("ETag", "\"2\"");
        as(user).delete("/reviews/" + id).then().header("ETag", "\"2\"");
        String next = submitted(user, subject, "\"score\": 4");
        as(user).delete("/reviews/" + id).then().header("ETag", "\"2\"");
        as(user).delete("/reviews/" + next).then().header("ETag", "\"4\"");
    }

    @Test
    void ifMatchIsHonouredWhereItIsGiven() {
        String id = submitted(user, subject, "\"score\": 3");
        as(user).header("If-Match", "\"2\"").delete("/reviews/" + id).then().statusCode(412);
        as(user).header("If-Match", "\"1\"").delete("/reviews/" + id).then().statusCode(204);
    }

    @Test
    void onlyItsAuthorMayWithdrawIt() {
        String id = submitted(user, subject, "\"score\": 3");
        as(newUser()).delete("/reviews/" + id).then().statusCode(403);
        withdraw(user, id);
        as(newUser()).delete("/reviews/" + id).then().statusCode(410);
        as(user).delete("/reviews/" + UUID.randomUUID()).then().statusCode(404);
    }
}
