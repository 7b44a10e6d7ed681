package dev.starfold.eventstore;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/**
 * Keeps a service's current-state tables in the transaction of the append, once per batch. All statements must be issued
 * before {@code apply} returns, so that they travel together; the transaction commits only if all succeed. The same stream
 * may come more than once in a batch, in order.
 */
@FunctionalInterface
public interface InlineProjection<E, A> {

    /** Writes what follows from the appended events; a failed future or a throw fails the batch. */
    Future<?> apply(SqlConnection connection, List<Appended<E, A>> batch);

    /** What one command appended (never empty), the stream's history including it, and the command's attachment. */
    record Appended<E, A>(List<Recorded<E>> history, List<Recorded<E>> events, A attachment) {}
}
