package dev.starfold.rating.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** On a real PostgreSQL: whatever way the same events of both logs come, the read model is what a plain fold of them is. */
class ProjectionProperties {

    private static TestDatabase database;
    private static Pool another;

    private final Instance one = Instance.on(database.pool());
    private final Instance other = Instance.on(another);
    private final ReadModel model = new ReadModel(database);

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
    void anyInterleavingRepetitionAndPartitionIsThePlainFold(@ForAll("deliveries") Delivery delivery) {
        database.empty();
        for (var poll : delivery.polls()) {
            await(one.apply(poll));
            model.isSound();
        }
        model.isTheFoldOf(delivery.reviews(), delivery.reactions());
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void twoAtOnceNeitherDriftNorDeadlock(@ForAll("deliveries") Delivery delivery) {
        database.empty();
        await(Future.all(List.of(
                one.applyAll(delivery.polls()),
                other.applyAll(delivery.polls().reversed()),
                one.applyAll(delivery.again()),
                other.applyAll(delivery.again().reversed()))));
        model.isSound();
        model.isTheFoldOf(delivery.reviews(), delivery.reactions());
    }

    @Provide
    Arbitrary<Delivery> deliveries() {
        return Delivery.any();
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
