package dev.starfold.rating.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starfold.rating.Reactions;
import dev.starfold.rating.projection.Life.Act;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two instances that meet on the same subjects as often as they can. Nothing is retried here: one deadlock would show. */
class TwoInstancesTest {

    private static final int REVIEWS = 120;
    private static final int SUBJECTS = 9;

    private final TestDatabase database = TestDatabase.migrated("two_instances");
    private final Random random = new Random(53393);

    @Test
    void hidingWithdrawingRestoringAndReactingAtOnceNeitherDriftsNorDeadlocks() {
        var events = new ArrayList<Versioned>();
        IntStream.range(0, REVIEWS).forEach(i -> events.addAll(review(i)));
        IntStream.range(0, 6 * REVIEWS).forEach(i -> events.addAll(reaction(i)));
        var pools = List.of(database.newPool(), database.newPool());

        var sides = new ArrayList<Future<?>>();
        for (var pool : pools) {
            var instance = Instance.on(pool);
            for (int side = 0; side < 2; side++) {
                sides.add(instance.applyAll(polls(Instance.only(events, ReviewState.class))));
                sides.add(instance.applyAll(polls(Instance.only(events, ReactionState.class))));
            }
        }
        Future.all(sides).toCompletionStage().toCompletableFuture().join();

        var model = new ReadModel(database);
        model.isSound();
        model.isTheFoldOf(Instance.only(events, ReviewState.class), Instance.only(events, ReactionState.class));
        assertThat(model.ratings()).hasSize(SUBJECTS);
        assertThat(deadlocks(List.of(pools.getFirst(), pools.getLast(), database.pool())))
                .isZero();
    }

    private List<ReviewState> review(int i) {
        var acts = List.of(Act.REVISE, Act.HIDE, Act.RESTORE, Act.HIDE, Act.RESTORE, Act.WITHDRAW);
        var steps = IntStream.rangeClosed(0, 2 + random.nextInt(10))
                .mapToObj(_ -> new Life.Step(acts.get(random.nextInt(acts.size())), 1 + random.nextInt(10), 0))
                .toList();
        return Life.of(new UUID(0, i), "anime:" + i % SUBJECTS, steps);
    }

    private List<ReactionState> reaction(int i) {
        int review = random.nextInt(REVIEWS);
        var steps = IntStream.rangeClosed(0, random.nextInt(5))
                .mapToObj(_ -> new Reacted.Step(random.nextInt(3) > 0, random.nextInt(Reactions.CATALOGUE.size())))
                .toList();
        var on = Life.state(new UUID(0, review), "anime:" + review % SUBJECTS, "public", 1, 0, 1);
        return Reacted.of(new UUID(1, i), on, steps);
    }

    /** In an order of their own each time, so that no two sides come to the subjects alike. */
    private <S> List<List<S>> polls(List<S> events) {
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        var polls = new ArrayList<List<S>>();
        for (int from = 0; from < shuffled.size(); from += 25) {
            polls.add(shuffled.subList(from, Math.min(from + 25, shuffled.size())));
        }
        return polls;
    }

    /** As PostgreSQL counted them. A session tells of its own when it ends, so all are ended, and it is asked elsewhere. */
    private static long deadlocks(List<Pool> pools) {
        pools.forEach(Pool::close);
        var elsewhere = TestDatabase.migrated("elsewhere");
        await().atMost(Duration.ofSeconds(60)).until(() -> elsewhere.query("""
                                select from pg_stat_activity
                                where datname = 'two_instances' and backend_type = 'client backend'
                                """).isEmpty());
        var deadlocks = elsewhere.query("select deadlocks from pg_stat_database where datname = 'two_instances'");
        elsewhere.pool().close();
        return deadlocks.getFirst().getLong(0);
    }
}
