package dev.starfold.rating.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * On a real PostgreSQL: whatever way the same events of both logs come, and whenever moderators exclude,
 * the read model is what a plain fold of them is.
 */
class ProjectionProperties {

    private static TestDatabase database;
    private static Pool another;

    private final Instance one = Instance.on(database.pool());
    private final Instance other = Instance.on(another);
    private final Instance rebuild = Instance.on(database.pool(), (short) 1);
    private final ReadModel model = new ReadModel(database);
    private final ReadModel rebuilt = new ReadModel(database, 1);

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
    void anyInterleavingRepetitionAndPartitionIsThePlainFoldInEitherSlot(@ForAll("deliveries") Delivery delivery) {
        database.empty();
        var exclusions = new ArrayDeque<>(delivery.exclusions());
        for (var poll : delivery.polls()) {
            await(one.apply(poll));
            model.isSound();
            if (!exclusions.isEmpty()) {
                await(exclusions.poll().apply(database.pool()));
                model.isSound();
            }
            if (exclusions.size() == 1) {
                await(rebuild.applyAll(delivery.again()));
            }
        }
        await(rebuild.applyAll(delivery.polls().reversed()));
        exclusions.forEach(it -> await(it.apply(database.pool())));
        isTheFoldInEitherSlot(delivery);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void severalAtOnceNeitherDriftNorDeadlock(@ForAll("deliveries") Delivery delivery) {
        database.empty();
        Future<?> excluded = Future.succeededFuture();
        for (var exclusion : delivery.exclusions()) {
            excluded = excluded.compose(_ -> exclusion.apply(another));
        }
        await(Future.all(List.of(
                excluded,
                one.applyAll(delivery.polls()),
                other.applyAll(delivery.polls().reversed()),
                one.applyAll(delivery.again()),
                other.applyAll(delivery.again().reversed()),
                rebuild.applyAll(delivery.again()))));
        isTheFoldInEitherSlot(delivery);
    }

    private void isTheFoldInEitherSlot(Delivery delivery) {
        for (var either : List.of(model, rebuilt)) {
            either.isSound();
            either.isTheFoldOf(delivery.reviews(), delivery.reactions(), delivery.exclusions());
        }
    }

    @Provide
    Arbitrary<Delivery> deliveries() {
        return Delivery.any();
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
