package dev.starfold.reaction.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.reaction.TestDatabase;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The newest version of a review wins, whole, in whatever order, how often and by how many it is applied. */
class ReviewTableProperties {

    private static TestDatabase database;
    private static Pool pool;

    @BeforeContainer
    static void start() {
        database = TestDatabase.migrated("known_review_properties");
        var server = EmbeddedServers.postgres();
        var options = PgConnectOptions.fromUri(server.reactiveUrl(database.name))
                .setUser(server.user())
                .setPassword(server.password());
        pool = PgBuilder.pool(builder -> builder.connectingTo(options));
    }

    @AfterContainer
    static void stop() {
        pool.close().toCompletionStage().toCompletableFuture().join();
    }

    @Property(tries = 50)
    void theNewestWins(
            @ForAll("lives") List<List<String>> lives,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int poll) {
        ReviewTable table = new ReviewTable(pool);
        List<ReviewState> newest = new ArrayList<>();
        List<ReviewState> all = new ArrayList<>();
        for (List<String> statuses : lives) {
            UUID review = UUID.randomUUID();
            IntStream.range(0, statuses.size()).forEach(i -> all.add(state(review, statuses.get(i), i + 1)));
            newest.add(all.getLast());
        }
        List<ReviewState> delivered = new ArrayList<>(all);
        delivered.addAll(all);
        Collections.shuffle(delivered, new Random(seed));
        List<CompletableFuture<Long>> applied = new ArrayList<>();
        for (int from = 0; from < delivered.size(); from += poll) {
            var states = delivered.subList(from, Math.min(from + poll, delivered.size()));
            applied.add(table.apply(states).toCompletionStage().toCompletableFuture());
        }
        applied.forEach(CompletableFuture::join);
        for (ReviewState expected : newest) {
            assertThat(database.query(
                            "select subject, author, status, version from live_known_review where review_id = '%s'"
                                    .formatted(expected.reviewId())))
                    .containsExactly(java.util.Arrays.asList(
                            expected.subject(),
                            expected.author(),
                            expected.status(),
                            Integer.toString(expected.version())));
        }
    }

    @Provide
    Arbitrary<List<List<String>>> lives() {
        return Arbitraries.of("public", "hidden", "withdrawn", "erased")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static ReviewState state(UUID review, String status, int version) {
        return new ReviewState(review, "anime:1", status.equals("erased") ? null : "ana", status, version);
    }
}
