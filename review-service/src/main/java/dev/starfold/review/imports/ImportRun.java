package dev.starfold.review.imports;

import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.Outcome;
import dev.starfold.eventstore.StoreOverloadedException;
import dev.starfold.eventstore.StoreUnavailableException;
import dev.starfold.eventstore.edge.Bodies;
import dev.starfold.review.Rejection.AlreadyReviewed;
import dev.starfold.review.ReviewEvent;
import dev.starfold.review.http.InvalidRequest;
import dev.starfold.review.http.InvalidRequest.FieldError;
import dev.starfold.review.imports.Lines.Line;
import dev.starfold.review.store.ReviewStore;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One import on its way: reads no further than the commands under way allow, and hands them over in the order of the lines.
 * Confined to the request's event loop.
 */
final class ImportRun {

    private static final Logger LOG = Logger.getLogger(ImportRun.class);

    private static final int MAX_COMMANDS = 512;
    private static final int MAX_BYTES = 4 << 20;
    private static final long FULL_MILLIS = 20;

    private final Vertx vertx;
    private final ReviewStore store;
    private final HttpServerRequest request;
    private final Metadata caller;
    private final Lines lines = new Lines();
    private final Tally tally = new Tally();
    private final Promise<ImportReport> result = Promise.promise();

    private int commands;
    private int bytes;
    private boolean asked;
    private boolean ended;
    private @Nullable Ready ready;

    /** A command that the store had no place for yet: none may overtake it. */
    private record Ready(Line line, ImportLine review) {}

    ImportRun(Vertx vertx, ReviewStore store, HttpServerRequest request, Metadata caller) {
        this.vertx = vertx;
        this.store = store;
        this.request = request;
        this.caller = caller;
    }

    /** Fails with {@link StoreUnavailableException}; what was committed until then, or until the body was cut off, stays. */
    Future<ImportReport> start() {
        if (request.isEnded()) {
            end();
        } else {
            request.pause()
                    .handler(chunk -> {
                        asked = false;
                        lines.add(chunk);
                        advance();
                    })
                    .endHandler(all -> end())
                    .exceptionHandler(cut ->
                            result.tryFail(new InvalidRequest("$", "was cut off, or its chunks cannot be read")));
            ask();
        }
        return result.future();
    }

    private void end() {
        ended = true;
        lines.end();
        advance();
    }

    /** Asks for the next bytes only when all that came before are handed over. */
    private void advance() {
        while (!result.future().isComplete()) {
            if (ready != null && !submit(ready)) {
                return;
            }
            if (commands >= MAX_COMMANDS || bytes >= MAX_BYTES) {
                return;
            }
            Line line = lines.next();
            if (line != null) {
                read(line);
            } else if (!ended) {
                ask();
                return;
            } else {
                if (commands == 0) {
                    result.complete(tally.report());
                }
                return;
            }
        }
    }

    private void ask() {
        if (!asked) {
            asked = true;
            request.fetch(1);
        }
    }

    private void read(Line line) {
        if (line.bytes() == null) {
            tally.reject(line.number(), "$", "must have at most %d bytes".formatted(Lines.MAX));
            return;
        }
        try {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            ready = new Ready(line, ImportLine.read(line.bytes(), Objects.requireNonNull(caller.actor()), now));
        } catch (InvalidRequest invalid) {
            FieldError first = invalid.errors().getFirst();
            tally.reject(line.number(), first.field(), first.message());
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "line %d of an import was not read", line.number());
            tally.reject(line.number(), "$", "could not be read");
        }
    }

    /** False while the store's queue is full: tried again when a command comes back, or soon if none is under way. */
    private boolean submit(Ready next) {
        ImportLine review = next.review;
        Future<Outcome<ReviewEvent>> outcome = store.submit(
                review.stream(),
                review.command(),
                review.text(),
                Metadata.of(caller.actor(), caller.traceparent()),
                null);
        if (outcome.failed() && outcome.cause() instanceof StoreOverloadedException) {
            if (commands == 0) {
                vertx.setTimer(FULL_MILLIS, later -> advance());
            }
            return false;
        }
        ready = null;
        int size = Objects.requireNonNull(next.line.bytes()).length;
        commands++;
        bytes += size;
        outcome.onComplete(done -> {
            commands--;
            bytes -= size;
            settle(next.line.number(), done);
            advance();
        });
        return true;
    }

    private void settle(long line, AsyncResult<Outcome<ReviewEvent>> done) {
        switch (done.cause()) {
            case null -> {
                if (done.result().appended().isEmpty()) {
                    tally.keep();
                } else {
                    tally.accept();
                }
            }
            case AlreadyReviewed already -> tally.reject(line, "subject", "already-reviewed");
            case StoreUnavailableException away -> {
                if (result.tryFail(away)) {
                    Bodies.discard(request);
                }
            }
            case Throwable fault -> {
                LOG.errorf(fault, "line %d of an import was not stored", line);
                tally.reject(line, "$", "could not be stored");
            }
        }
    }
}
