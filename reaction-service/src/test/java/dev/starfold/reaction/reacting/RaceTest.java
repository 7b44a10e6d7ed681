package dev.starfold.reaction.reacting;

import static dev.starfold.reaction.Api.as;
import static dev.starfold.reaction.Api.newUser;
import static dev.starfold.reaction.Api.react;
import static dev.starfold.reaction.Api.reacted;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.reaction.OnRealServers;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.ReviewEvents.Review;
import dev.starfold.reaction.Tally;
import dev.starfold.reaction.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many at once: what is counted is what the log says, and what the last answers said. */
@QuarkusTest
@OnRealServers
class RaceTest {

    private static final List<String> KINDS = List.copyOf(ReactionKind.BY_SLUG.keySet());

    private final TestDatabase database = TestDatabase.ofService();
    private UUID review;

    @BeforeEach
    void aReview() {
        review = Review.known().id();
    }

    @Test
    void oneUserFiftyTimesAtOnceIsCountedOnceAtMost() throws Exception {
        String user = newUser();
        List<Callable<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String kind = KINDS.get(i % KINDS.size());
            calls.add(
                    i % 3 == 2
                            ? () -> as(user).delete("/reactions/{review}", review)
                            : () -> react(user, review, kind));
        }
        assertThat(atOnce(calls)).extracting(Response::statusCode).containsOnly(200, 201, 204);
        assertThat(summary()).isEqualTo(database.loggedTally(review)).isEqualTo(database.keptTally(review));
        assertThat(summary().overall()).isLessThanOrEqualTo(1);
        Reaction last = database.logged(review).getFirst();
        assertThat(as(user).get("/reactions/{review}", review).<String>path("mine"))
                .isEqualTo(last.active() ? last.kind().slug() : null);
    }

    @Test
    void aReactionSentThreeTimesByANervousFingerIsOneReaction() throws Exception {
        String user = newUser();
        Callable<Response> call = () -> react(user, review, "creative");
        assertThat(atOnce(List.of(call, call, call)))
                .extracting(Response::statusCode)
                .containsExactlyInAnyOrder(201, 200, 200);
        assertThat(summary().overall()).isOne();
        assertThat(database.logged(review)).singleElement().matches(Reaction::active);
    }

    @Test
    void manyUsersAtOnceAreAllCountedAndThoseWhoLeaveAreNot() throws Exception {
        List<String> users = IntStream.range(0, 50).mapToObj(i -> newUser()).toList();
        List<String> leaving = users.subList(0, 20);
        leaving.forEach(user -> reacted(user, review, "nice"));
        List<Callable<Response>> calls = new ArrayList<>();
        leaving.forEach(user -> calls.add(() -> as(user).delete("/reactions/{review}", review)));
        for (int i = 20; i < users.size(); i++) {
            String user = users.get(i);
            String kind = KINDS.get(i % KINDS.size());
            calls.add(() -> react(user, review, kind));
        }
        assertThat(atOnce(calls)).extracting(Response::statusCode).containsOnly(201, 204);
        assertThat(summary()).isEqualTo(database.loggedTally(review)).isEqualTo(database.keptTally(review));
        assertThat(summary().overall()).isEqualTo(30);
    }

    private static List<Response> atOnce(List<Callable<Response>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    private Tally summary() {
        Map<ReactionKind, Integer> counts = new LinkedHashMap<>();
        get("/reactions/{review}", review)
                .<Map<String, Integer>>path("kinds")
                .forEach((kind, count) -> counts.put(ReactionKind.BY_SLUG.get(kind), count));
        return new Tally(counts);
    }
}
