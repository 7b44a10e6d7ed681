package dev.starfold.eventstore;

import dev.starfold.eventstore.tracing.Spans;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Appends events to streams in PostgreSQL. Commands that arrive while a transaction is under way leave together in the next
 * one, with no timer between: a lone command travels at once, many share one commit. All instances take the same lock, so
 * position order is commit order.
 *
 * <p>Everything but {@link #execute} runs on one event loop of the store's own; callers are resumed on theirs.
 */
public final class EventStore<E, A> {

    private static final Logger LOG = Logger.getLogger(EventStore.class);
    private static final long MAX_BACKOFF_MILLIS = 500;

    /** Between attempts to write rows that others hold, longer than one of them takes: most of the time is everybody else's. */
    private static final long BLOCKED_PAUSE_MILLIS = 500;

    private final Vertx vertx;
    private final AppendConnection connection;
    private final EventLog<E> log;
    private final InlineProjection<E, A> projection;
    private final StoreSettings settings;
    private final Queue<Pending<E, A>> queue;
    private final AtomicBoolean pumpScheduled = new AtomicBoolean();
    private final List<Runnable> commitListeners = new CopyOnWriteArrayList<>();
    private final Counter appends;
    private final Counter retried;
    private final DistributionSummary batchSize;

    private volatile @Nullable Context context;
    private volatile boolean stopping;
    private volatile BooleanSupplier barred = () -> false;
    private volatile BooleanSupplier quiet = () -> false;

    // Confined to the context.
    private final ArrayDeque<Pending<E, A>> retries = new ArrayDeque<>();
    private final Blocked<E, A> blocked = new Blocked<>();
    private boolean pausing;
    private boolean busy;
    private int failures;
    private final Promise<Void> drained = Promise.promise();

    public EventStore(
            Vertx vertx,
            Pool pool,
            EventLog<E> log,
            InlineProjection<E, A> projection,
            StoreSettings settings,
            MeterRegistry metrics) {
        this.vertx = vertx;
        this.connection = new AppendConnection(vertx, pool, settings.lockTimeout());
        this.log = log;
        this.projection = projection;
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.maxQueue());
        this.appends = Counter.builder("starfold.store.appends")
                .description("Events appended and committed")
                .register(metrics);
        this.retried = Counter.builder("starfold.store.retries")
                .description("Transactions that failed and were tried again")
                .register(metrics);
        this.batchSize = DistributionSummary.builder("starfold.store.batch")
                .description("Commands in one transaction")
                .register(metrics);
        metrics.gaugeCollectionSize("starfold.store.queue", List.of(), queue);
    }

    /** Gives the store its event loop. */
    public Future<Void> start() {
        return vertx.deployVerticle(new AbstractVerticle() {
                    @Override
                    public void start() {
                        EventStore.this.context = context;
                    }
                })
                .mapEmpty();
    }

    /** Refuses new commands, finishes those accepted and gives the connection back. */
    public Future<Void> stop() {
        stopping = true;
        schedulePump();
        return drained.future();
    }

    /**
     * Runs after every commit of this instance, also one whose answer was lost, once it is found: on the store's event loop, so
     * it must not block.
     */
    public void onCommit(Runnable listener) {
        commitListeners.add(listener);
    }

    /** While it holds, commands fail with {@link StoreUnavailableException}; asked on every call. */
    public void refuseWhile(BooleanSupplier condition) {
        barred = condition;
    }

    /** While it holds, other instances are not notified of this one's commits; asked on every commit. */
    public void notifyUnless(BooleanSupplier condition) {
        quiet = condition;
    }

    /**
     * Decides over the history of the command's stream and appends what was decided, durably, before the future succeeds. It
     * fails with what the decision threw, with {@link StoreOverloadedException}, {@link StoreUnavailableException} or
     * {@link IdempotencyKeyReusedException}, or with the database's own error when it rejects the command's rows.
     */
    public Future<Outcome<E>> execute(Command<E, A> command) {
        if (stopping || context == null || barred.getAsBoolean()) {
            return Future.failedFuture(new StoreUnavailableException(null));
        }
        long deadline = System.nanoTime() + settings.commandTimeout().toNanos();
        Pending<E, A> pending = new Pending<>(command, deadline);
        if (!queue.offer(pending)) {
            return Future.failedFuture(new StoreOverloadedException());
        }
        schedulePump();
        return pending.answer();
    }

    private void schedulePump() {
        Context loop = context;
        if (loop != null && pumpScheduled.compareAndSet(false, true)) {
            loop.runOnContext(ignored -> pump());
        }
    }

    private void pump() {
        pumpScheduled.set(false);
        if (busy) {
            return;
        }
        List<Pending<E, A>> batch = nextBatch();
        if (batch.isEmpty()) {
            if (stopping && blocked.isEmpty()) {
                connection.close();
                drained.tryComplete();
            }
            return;
        }
        busy = true;
        attempt(batch).onComplete(delay -> {
            if (delay.result() == 0) {
                next();
            } else {
                vertx.setTimer(delay.result(), ignored -> next());
            }
        });
    }

    private void next() {
        busy = false;
        pump();
    }

    private List<Pending<E, A>> nextBatch() {
        blocked.removeIf(this::isLate);
        if (!blocked.isEmpty() && !pausing) {
            return List.of(nextBlocked());
        }
        List<Pending<E, A>> batch = new ArrayList<>();
        while (batch.size() < settings.maxBatch()) {
            Pending<E, A> pending = retries.isEmpty() ? queue.poll() : retries.poll();
            if (pending == null) {
                break;
            }
            if (isLate(pending)) {
                continue;
            }
            if (blocked.holds(pending.command.stream())) {
                addBlocked(pending);
            } else if (pending.alone && !batch.isEmpty()) {
                retries.addFirst(pending);
                break;
            } else {
                batch.add(pending);
                if (pending.alone) {
                    break;
                }
            }
        }
        return batch;
    }

    /** True if it was, and has failed for it. */
    private boolean isLate(Pending<E, A> pending) {
        boolean late = System.nanoTime() - pending.deadline > 0;
        if (late) {
            pending.fail(new StoreUnavailableException(pending.lastFailure));
        }
        return late;
    }

    /** One tries for its whole stream: the others of it follow with everybody else's, or find it blocked again. */
    private Pending<E, A> nextBlocked() {
        Queue<Pending<E, A>> stream = blocked.next();
        Pending<E, A> first = stream.remove();
        retries.addAll(stream);
        return first;
    }

    /** What nobody has tried yet counts as waiting in the queue, though it is out of it. */
    private void addBlocked(Pending<E, A> pending) {
        if (pending.attempted || blocked.size() < settings.maxQueue()) {
            blocked.add(pending);
        } else {
            pending.fail(new StoreOverloadedException());
        }
    }

    /** Tries a batch once and always succeeds: with the milliseconds to wait before the next attempt. */
    private Future<Long> attempt(List<Pending<E, A>> batch) {
        return connection
                .get()
                .compose(c -> commit(c, batch))
                .map(done -> {
                    failures = 0;
                    return 0L;
                })
                .otherwise(failure -> retry(batch, failure));
    }

    private Future<Void> commit(SqlConnection c, List<Pending<E, A>> batch) {
        Transaction<E, A> transaction = new Transaction<>(c, log, projection, batch, !quiet.getAsBoolean());
        Spans spans = Spans.start("append", SpanKind.INTERNAL, batch, Pending::traceparent);
        Future<List<Runnable>> run = transaction.run();
        return connection
                .within(settings.commandTimeout().toMillis() / 2, run)
                .onSuccess(answers -> {
                    spans.end();
                    batchSize.record(batch.size());
                    appends.increment(transaction.size());
                    if (transaction.hasNews()) {
                        commitListeners.forEach(Runnable::run);
                    }
                    answers.forEach(Runnable::run);
                })
                .<Void>mapEmpty()
                .recover(failure -> {
                    spans.end(failure);
                    transaction.abandon();
                    return connection.giveUp(c, run).transform(ignored -> Future.failedFuture(failure));
                });
    }

    private long retry(List<Pending<E, A>> batch, Throwable failure) {
        boolean locked = failure instanceof RowLockedException;
        boolean rejected = !locked && Failures.isRejection(failure);
        if (rejected && batch.size() == 1) {
            batch.getFirst().fail(failure);
            return 0;
        }
        retried.increment();
        for (Pending<E, A> pending : batch) {
            pending.attempted = true;
            pending.alone |= rejected || locked;
            pending.lastFailure = failure;
        }
        if (locked && batch.size() == 1) {
            LOG.warnf("an append waits for another session: %s", Reason.of(failure));
            blocked.add(batch.getFirst());
            pause();
            return 0;
        }
        batch.reversed().forEach(retries::addFirst);
        if (rejected || locked) {
            return 0;
        }
        LOG.warnf("append of %d commands failed and is tried again: %s", batch.size(), failure);
        return Math.min(MAX_BACKOFF_MILLIS, 10L << Math.min(failures++, 6));
    }

    private void pause() {
        if (!pausing) {
            pausing = true;
            vertx.setTimer(BLOCKED_PAUSE_MILLIS, ignored -> {
                pausing = false;
                pump();
            });
        }
    }
}
