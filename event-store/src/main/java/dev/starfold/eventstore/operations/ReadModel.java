package dev.starfold.eventstore.operations;

import dev.starfold.eventstore.projection.Source;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A projection in two slots, as the jobs see it: how to fill a slot, to compare two, and to check the live one. */
public interface ReadModel {

    /** Its name in the table {@code projection}. */
    String name();

    /** The logs that it folds, into the slot given; {@code null}: into whichever is live. */
    List<Source<?>> sources(Pool pool, @Nullable Short slot);

    /** Other logs that the service takes: what was set aside of them can be sent through again, but no rebuild reads them. */
    default List<Source<?>> others(Pool pool) {
        return List.of();
    }

    /**
     * Adds up what the rows of a slot come to, for some aggregates in their order, in a transaction of its own: whatever those
     * aggregates were before, they are right then. For sources that can be loaded; others leave nothing to derive.
     *
     * @param after where the step before ended; {@code null} for the first
     * @param count of aggregates, at most
     * @return where the following step begins; empty when this was the last
     */
    default Future<Optional<String>> derive(Pool pool, short slot, @Nullable String after, int count) {
        return Future.succeededFuture(Optional.empty());
    }

    /** Its tables; each has the partitions {@code <table>_0} and {@code <table>_1}. */
    List<String> tables();

    /** Those of them that hold what the logs say, and of whom: they are empty in a slot that isn't live and that no rebuild fills. */
    default List<String> contributions() {
        return tables();
    }

    /** What the slot lacks of the live one, in words that name it; empty when it is behind in nothing. */
    Future<Optional<String>> behind(SqlConnection connection, short slot, short live);

    /** Whatever else must change in the very transaction in which the slot becomes the live one. */
    default Future<?> switching(SqlConnection connection, short slot) {
        return Future.succeededFuture();
    }

    /** About how many aggregates the live slot has. */
    Future<Long> size(Pool pool);

    /**
     * Compares some aggregates of the live slot with a fresh fold of their contributions, as one statement sees both.
     *
     * @param after where the slice before ended; {@code null} for the first
     */
    Future<Slice> verify(Pool pool, @Nullable String after);

    /**
     * Some aggregates, checked.
     *
     * @param drifted those that differ from their fold, each in words that name it
     * @param next where the following slice begins; {@code null} when this was the last
     */
    record Slice(
            long checked, List<String> drifted, @Nullable String next) {}
}
