package dev.starfold.rating.after;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.starfold.eventstore.SharedReads;
import dev.starfold.rating.problem.Problems;
import dev.starfold.rating.projection.Change;
import dev.starfold.rating.projection.Changes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Those who wait for the version of a review to be folded in. One query looks for all at once that are new or whose subject
 * has changed; while nothing changes, none does.
 */
@Singleton
public class Waiting {

    private static final long PATIENCE_MILLIS = 2000;

    private static final String VERSIONS = """
            select found.* from unnest($1::uuid[]) as asked(id) cross join lateral (
                select review_id, subject, version, xmin::text, tableoid::bigint
                from review
                where slot = (select slot from projection where name = 'ratings') and review_id = asked.id limit 1
            ) found
            """;

    private final Pool pool;
    private final Vertx vertx;
    private final SharedReads<UUID, Known> rows;
    private final int most;
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private final Set<Waiter> due = new LinkedHashSet<>();
    private boolean looking;

    Waiting(Pool pool, Vertx vertx, Changes changes, @ConfigProperty(name = "starfold.rating.max-waiting") int most) {
        this.pool = pool;
        this.vertx = vertx;
        this.rows = new SharedReads<>(vertx, this::find);
        this.most = most;
        changes.listen(this::hear);
    }

    /** Each is one of its kind, also where two wait for the same. */
    private static final class Waiter {

        private final String subject;
        private final ReviewVersion expected;
        private final Promise<Known> promise = Promise.promise();

        private Waiter(String subject, ReviewVersion expected) {
            this.subject = subject;
            this.expected = expected;
        }
    }

    /** A row of a review, and which: by the transaction that wrote it, and its table. */
    private record Known(String subject, int version, String transaction, long table) {}

    /**
     * What is read, on the caller's context, once that version or a newer one is folded in. A read model can be lost after the
     * look for the version: what was read counts only if the row that was found is still there afterwards. Fails with 400
     * for a review of another subject, with 504 after two seconds, and with 503 where too many wait already.
     */
    public <T> Uni<T> read(String subject, ReviewVersion expected, Supplier<Uni<T>> read) {
        return until(subject, expected).chain(seen -> read.get().chain(answer -> Uni.createFrom()
                .completionStage(() -> rows.read(expected.review()).toCompletionStage())
                .chain(row -> seen.equals(row.orElse(null))
                        ? Uni.createFrom().item(answer)
                        : read(subject, expected, read))));
    }

    private Uni<Known> until(String subject, ReviewVersion expected) {
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

    /** One look at a time: who is due during it is looked for in the next. */
    private void look() {
        var present = begin();
        if (present.isEmpty()) {
            return;
        }
        find(present.stream().map(waiter -> waiter.expected.review()).collect(toSet()))
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

    private Future<Map<UUID, Known>> find(Set<UUID> reviews) {
        return pool.preparedQuery(VERSIONS)
                .execute(Tuple.tuple().addArrayOfUUID(reviews.toArray(UUID[]::new)))
                .map(Waiting::known);
    }

    private static Map<UUID, Known> known(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .collect(toMap(
                        row -> row.getUUID(0),
                        row -> new Known(row.getString(1), row.getInteger(2), row.getString(3), row.getLong(4))));
    }

    private static void settle(Waiter waiter, Map<UUID, Known> found) {
        var known = found.get(waiter.expected.review());
        if (known == null) {
            return;
        }
        if (!known.subject().equals(waiter.subject)) {
            waiter.promise.tryFail(Problems.invalid("after", "is a review of another subject"));
        } else if (known.version() >= waiter.expected.version()) {
            waiter.promise.tryComplete(known);
        }
    }
}
