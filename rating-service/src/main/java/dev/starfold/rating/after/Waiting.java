package dev.starfold.rating.after;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toSet;

import dev.starfold.eventstore.SharedReads;
import dev.starfold.rating.Rating;
import dev.starfold.rating.RatingReader;
import dev.starfold.rating.RatingReader.Folded;
import dev.starfold.rating.problem.Problems;
import dev.starfold.rating.projection.Change;
import dev.starfold.rating.projection.Changes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Those who wait for the version of a review to be folded in. One query looks for all at once that are new or whose subject
 * has changed, and reads their ratings; while nothing changes, none does.
 */
@Singleton
public class Waiting {

    private static final long PATIENCE_MILLIS = 2000;
    private static final long QUERY_SECONDS = 5;

    private final RatingReader reader;
    private final Vertx vertx;
    private final SharedReads<UUID, Folded> rows;
    private final int most;
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private final Set<Waiter> due = new LinkedHashSet<>();
    private boolean looking;

    Waiting(
            RatingReader reader,
            Vertx vertx,
            Changes changes,
            @ConfigProperty(name = "starfold.rating.max-waiting") int most) {
        this.reader = reader;
        this.vertx = vertx;
        this.rows = new SharedReads<>(vertx, reader::folded);
        this.most = most;
        changes.listen(this::hear);
    }

    /** Each is one of its kind, also where two wait for the same. */
    private static final class Waiter {

        private final String subject;
        private final ReviewVersion expected;
        private final Promise<Folded> promise = Promise.promise();

        private Waiter(String subject, ReviewVersion expected) {
            this.subject = subject;
            this.expected = expected;
        }
    }

    /**
     * The rating of the moment in which that version or a newer one was found folded in, on the caller's context. Fails with 400
     * for a review of another subject, with 504 after two seconds, and with 503 where too many wait already.
     */
    public Uni<Rating> read(String subject, ReviewVersion expected) {
        return until(subject, expected).map(Folded::rating);
    }

    /**
     * What is read once that version or a newer one is folded in; else as {@link #read(String, ReviewVersion)}. A read model can
     * be lost after the look for the version: what was read counts only if the row that was found is still there afterwards.
     */
    public <T> Uni<T> read(String subject, ReviewVersion expected, Supplier<Uni<T>> read) {
        return until(subject, expected).chain(seen -> read.get().chain(answer -> Uni.createFrom()
                .completionStage(() -> rows.read(expected.review()).toCompletionStage())
                .chain(row -> row.filter(seen::isSameRow).isPresent()
                        ? Uni.createFrom().item(answer)
                        : read(subject, expected, read))));
    }

    private Uni<Folded> until(String subject, ReviewVersion expected) {
        var waiter = new Waiter(subject, expected);
        var context = Objects.requireNonNull(Vertx.currentContext());
        if (!admit(waiter)) {
            return Uni.createFrom().failure(Problems.unavailable());
        }
        long timer = vertx.setTimer(PATIENCE_MILLIS, _ -> waiter.promise.tryFail(Problems.behind()));
        var done = waiter.promise.future().onComplete(_ -> {
            vertx.cancelTimer(timer);
            leave(waiter);
        });
        look();
        return Uni.createFrom()
                .completionStage(done.toCompletionStage())
                .emitOn(command -> context.runOnContext(_ -> command.run()));
    }

    private synchronized boolean admit(Waiter waiter) {
        return waiters.size() < most && waiters.add(waiter) && due.add(waiter);
    }

    private synchronized void leave(Waiter waiter) {
        waiters.remove(waiter);
        due.remove(waiter);
    }

    private void hear(Change change) {
        mark(change);
        look();
    }

    private synchronized void mark(Change change) {
        switch (change) {
            case Change.Of(var subjects) ->
                waiters.stream()
                        .filter(waiter -> subjects.contains(waiter.subject))
                        .forEach(due::add);
            case Change.OfAny _ -> due.addAll(waiters);
        }
    }

    /** One look at a time: who is due during it is looked for in the next, also when nothing ever answers this one. */
    private void look() {
        var present = begin();
        if (present.isEmpty()) {
            return;
        }
        reader.folded(present.stream().map(waiter -> waiter.expected.review()).collect(toSet()))
                .timeout(QUERY_SECONDS, SECONDS)
                .onComplete(found -> {
                    if (found.succeeded()) {
                        present.forEach(waiter -> settle(waiter, found.result()));
                    } else {
                        present.forEach(waiter -> waiter.promise.tryFail(found.cause()));
                    }
                    end();
                    look();
                });
    }

    private synchronized List<Waiter> begin() {
        if (looking || due.isEmpty()) {
            return List.of();
        }
        looking = true;
        var present = List.copyOf(due);
        due.clear();
        return present;
    }

    private synchronized void end() {
        looking = false;
    }

    private static void settle(Waiter waiter, Map<UUID, Folded> found) {
        var folded = found.get(waiter.expected.review());
        if (folded == null) {
            return;
        }
        if (!folded.rating().subject().equals(waiter.subject)) {
            waiter.promise.tryFail(Problems.invalid("after", "is a review of another subject"));
        } else if (folded.version() >= waiter.expected.version()) {
            waiter.promise.tryComplete(folded);
        }
    }
}
