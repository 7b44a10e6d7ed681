package dev.starfold.rating.projection;

import dev.starfold.eventstore.projection.ProjectionTransaction;
import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * On a real PostgreSQL: a slot whose rows were loaded and then added up is the plain fold of all events, wherever that was
 * interrupted, whatever moderators do meanwhile, and whoever else still writes to it.
 */
class LoadingProperties {

    private static final short SLOT = 1;

    private static TestDatabase database;
    private static Pool another;

    private final Instance rebuild = Instance.on(database.pool(), SLOT);
    private final ReadModel rebuilt = new ReadModel(database, SLOT);

    @BeforeContainer
    static void migrate() {
        database = TestDatabase.migrated("loading_properties");
        another = database.newPool();
    }

    @AfterContainer
    static void close() {
        another.close();
        database.pool().close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void whereverItIsInterruptedTheSlotIsThePlainFold(@ForAll("deliveries") Delivery delivery, @ForAll long seed) {
        database.empty();
        var random = new Random(seed);
        var exclusions = new ArrayDeque<>(delivery.exclusions());
        int far = random.nextInt(delivery.polls().size() + 1);
        for (int next = 0; next < far; next++) {
            await(load(delivery.polls().get(next)));
            meanwhile(random, exclusions);
            if (random.nextInt(4) == 0) {
                // What a holder does that has lost an older job, or this one's other half of its life.
                Future<?> late = random.nextBoolean()
                        ? derive("", 1 + random.nextInt(5))
                        : rebuild.apply(delivery.again().getFirst());
                await(late);
            }
            if (random.nextInt(6) == 0) {
                next = Math.max(-1, next - 1 - random.nextInt(3));
            }
        }
        addUp(random, exclusions);
        await(rebuild.applyAll(delivery.polls().subList(far, delivery.polls().size())));
        while (!exclusions.isEmpty()) {
            await(exclusions.poll().apply(another));
        }
        isTheFold(delivery);
        await(rebuild.applyAll(delivery.again()));
        addUp(random, exclusions);
        isTheFold(delivery);
    }

    private static void addUp(Random random, ArrayDeque<Excluding> exclusions) {
        var ends = new ArrayList<>(List.of(""));
        for (Optional<String> end = Optional.of(""); end.isPresent(); ) {
            // Or at an earlier end: whoever noted the later ones died before that.
            String after = random.nextInt(5) == 0 ? ends.get(random.nextInt(ends.size())) : end.get();
            end = await(derive(after, 1 + random.nextInt(3)));
            end.ifPresent(ends::add);
            meanwhile(random, exclusions);
        }
    }

    private static void meanwhile(Random random, ArrayDeque<Excluding> exclusions) {
        if (random.nextInt(3) == 0 && !exclusions.isEmpty()) {
            await(exclusions.poll().apply(another));
        }
    }

    @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
    void moderatorsAndWhoComesLateNeitherDriftNorDeadlock(@ForAll("deliveries") Delivery delivery) {
        database.empty();
        Future<?> loaded = Future.succeededFuture();
        for (var poll : delivery.polls()) {
            loaded = loaded.compose(_ -> load(poll));
        }
        Future<?> excluded = Future.succeededFuture();
        for (var exclusion : delivery.exclusions()) {
            excluded = excluded.compose(_ -> exclusion.apply(another));
        }
        var late = new ArrayList<Future<?>>(List.of(derive("", 2), derive("anime:2", 5)));
        var summed = loaded.compose(_ -> deriveAll("")).compose(_ -> rebuild.applyAll(delivery.again()));
        late.add(summed);
        late.add(excluded);
        await(Future.all(late));
        isTheFold(delivery);
    }

    private void isTheFold(Delivery delivery) {
        rebuilt.isSound();
        rebuilt.isTheFoldOf(delivery.reviews(), delivery.reactions(), delivery.exclusions());
    }

    private static Future<?> load(List<? extends Versioned> poll) {
        var statements = new ArrayList<Statement>();
        statements.addAll(ReviewProjection.load(SLOT, Instance.only(poll, ReviewState.class)));
        statements.addAll(ReactionProjection.load(SLOT, Instance.only(poll, ReactionState.class)));
        return ProjectionTransaction.within(
                database.pool(), connection -> ProjectionTransaction.all(connection, statements));
    }

    private static Future<Optional<String>> derive(String after, int count) {
        return Derivation.step(database.pool(), SLOT, after, count);
    }

    private static Future<Object> deriveAll(String after) {
        return derive(after, 2)
                .compose(next -> next.isPresent() ? deriveAll(next.get()) : Future.succeededFuture(next));
    }

    @Provide
    Arbitrary<Delivery> deliveries() {
        return Delivery.any();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
