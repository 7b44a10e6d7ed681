package dev.starfold.review.store;

import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class WritesTest {

    @Inject
    Writes writes;

    @Test
    void oneThatFallsSilentFreesTheReviewItHolds() {
        String author = newUser();
        String review = submitted(author, newSubject(), "\"score\": 3");
        var held = new CompletableFuture<Void>();
        var silent = writes.run(connection -> connection
                        .preparedQuery("select from review where id = $1 for no key update")
                        .execute(Tuple.of(UUID.fromString(review)))
                        .onSuccess(_ -> held.complete(null))
                        .compose(_ -> Promise.<Void>promise().future()))
                .subscribeAsCompletionStage();
        held.join();
        withdraw(author, review);
        assertThatThrownBy(silent::join).hasCauseInstanceOf(UnavailableException.class);
    }
}
