package dev.starfold.rating.projection;

import dev.starfold.rating.projection.Life.Act;
import dev.starfold.rating.projection.Life.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** On a real PostgreSQL: whatever way the same events come, the read model is what a plain fold of them is. */
class RatingProjectionProperties {

    private static TestDatabase database;
    private static Pool another;

    private final RatingProjection one = new RatingProjection(database.pool());
    private final RatingProjection other = new RatingProjection(another);
    private final ReadModel model = new ReadModel(database);

    /** Events, and two ways they come: each at least once, shuffled, some repeated, cut into polls. */
    record Delivery(List<ReviewState> events, List<List<ReviewState>> polls, List<List<ReviewState>> again) {}

    @BeforeContainer
    static void migrate() {
        database = TestDatabase.migrated("projection_properties");
        another = database.newPool();
    }

    @AfterContainer
    static void close() {
        another.close();
        database.pool().close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void anyOrderRepetitionAndPartitionIsThePlainFold(@ForAll("deliveries") Delivery delivery) {
        database.empty();
        for (var poll : delivery.polls()) {
            await(one.apply(poll));
            model.isSound();
        }
        model.isTheFoldOf(delivery.events());
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void twoAtOnceNeitherDriftNorDeadlock(@ForAll("deliveries") Delivery delivery) {
        database.empty();
        await(Future.all(List.of(
                inTurn(one, delivery.polls()),
                inTurn(other, delivery.polls().reversed()),
                inTurn(one, delivery.again()),
                inTurn(other, delivery.again().reversed()))));
        model.isSound();
        model.isTheFoldOf(delivery.events());
    }

    private static Future<?> inTurn(RatingProjection projection, List<List<ReviewState>> polls) {
        Future<?> done = Future.succeededFuture();
        for (var poll : polls) {
            done = done.compose(_ -> projection.apply(poll));
        }
        return done;
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    @Provide
    Arbitrary<Delivery> deliveries() {
        var lives = steps().list().ofMinSize(1).ofMaxSize(12).map(all -> {
            var events = new ArrayList<ReviewState>();
            for (int i = 0; i < all.size(); i++) {
                var type = i % 3 == 0 ? "book" : "anime";
                events.addAll(Life.of(new UUID(0, i), type + ":" + i % 4, all.get(i)));
            }
            return events;
        });
        return Combinators.combine(lives, Arbitraries.randomValue(Random::nextLong))
                .as((events, seed) -> {
                    var random = new Random(seed);
                    return new Delivery(events, polls(events, random), polls(events, random));
                });
    }

    private static List<List<ReviewState>> polls(List<ReviewState> events, Random random) {
        var records = new ArrayList<>(events);
        events.stream().filter(_ -> random.nextInt(3) == 0).forEach(records::add);
        Collections.shuffle(records, random);
        var polls = new ArrayList<List<ReviewState>>();
        for (int from = 0, to; from < records.size(); from = to) {
            to = Math.min(records.size(), from + 1 + random.nextInt(20));
            polls.add(records.subList(from, to));
        }
        return polls;
    }

    private static Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Act.class),
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.integers().between(0, 2))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }
}
