package dev.starfold.eventstore;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** A command on its way, and the caller to resume: on the caller's own context, where there is one. */
final class Pending<E, A> {

    final Command<E, A> command;
    final long deadline;

    /** Tried before: its outcome may be in the log already. */
    boolean attempted;

    /** Part of a batch that SQL rejected: to be tried in a transaction of its own. */
    boolean alone;

    @Nullable Throwable lastFailure;

    private final Promise<Outcome<E>> promise = Promise.promise();
    private final @Nullable Context caller = Vertx.currentContext();

    Pending(Command<E, A> command, long deadline) {
        this.command = command;
        this.deadline = deadline;
    }

    @Nullable String traceparent() {
        return command.metadata().traceparent();
    }

    Future<Outcome<E>> answer() {
        return promise.future();
    }

    void succeed(Outcome<E> outcome) {
        resume(() -> promise.tryComplete(outcome));
    }

    void fail(Throwable cause) {
        resume(() -> promise.tryFail(cause));
    }

    private void resume(Runnable completion) {
        if (caller == null) {
            completion.run();
        } else {
            caller.runOnContext(ignored -> completion.run());
        }
    }
}
