package dev.starfold.eventstore.relay;

import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.EventLog.Positioned;
import dev.starfold.eventstore.EventStore;
import dev.starfold.eventstore.StoreUnavailableException;
import dev.starfold.eventstore.relay.PublicEvent.Publisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the log to its topic: reads behind the cursor, sends, awaits every acknowledgement, and only then moves the cursor,
 * by compare-and-set. One instance sends at a time, by a lease; another takes over when it falls silent. Consumers get every
 * event at least once, and per key the first occurrences in version order.
 *
 * <p>Runs on a thread of its own, since the Kafka client may block. Faults are logged, shown by {@link #interruption} and tried
 * again for ever.
 */
public final class Relay<E> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long ANSWER_SECONDS = 10;
    private static final long FIRST_LOOK_SECONDS = 5;

    /**
     * After a run the relay rests half a millisecond for each of its events, at least 8 ms and at most 50: a run costs the
     * store, the broker and every consumer a round trip and a commit, whether it brings ten events or a hundred. So what is
     * rare is sent at once, and the more there is the more goes together.
     */
    private static final int EVENTS_FOR_A_MILLISECOND = 2;

    private static final long SHORTEST_REST_MILLIS = 8;

    private static final long LONGEST_REST_MILLIS = 50;

    private final Pool pool;
    private final EventLog<E> log;
    private final Publication<E> publication;
    private final Map<String, Object> kafka;
    private final RelaySettings settings;
    private final Cursor cursor;
    private final RelayTopics topics;
    private final Notifications notifications;
    private final Semaphore signal = new Semaphore(0);
    private final CountDownLatch looked = new CountDownLatch(1);
    private final Thread thread;

    private volatile boolean stopping;
    private volatile @Nullable String interruption = "the relay has not started";
    private volatile @Nullable String refusal;
    private volatile boolean storeIsOlder;
    private volatile RelayStatus lastStatus;

    private volatile boolean holding;
    private volatile long renewedNanos;

    // Confined to the thread.
    private @Nullable Outbox outbox;
    private boolean prepared;
    private boolean admitted;
    private long position;
    private long lastStatusNanos;

    public Relay(
            Pool pool,
            EventLog<E> log,
            Publisher<E> publisher,
            Map<String, Object> kafka,
            RelaySettings settings,
            MeterRegistry metrics) {
        this.pool = pool;
        this.log = log;
        this.publication = new Publication<>(pool, log, publisher);
        this.kafka = Map.copyOf(kafka);
        this.settings = settings;
        this.cursor = new Cursor(pool, settings.topic(), settings.owner(), settings.lease());
        this.topics = new RelayTopics(pool, cursor, settings, this.kafka);
        this.notifications = new Notifications(pool, this::wake);
        this.lastStatus = new RelayStatus(settings.topic(), 0, null, 0, 0);
        this.thread =
                Thread.ofPlatform().name("relay-" + settings.topic()).daemon().unstarted(this::run);
        RelayMetrics.register(metrics, () -> lastStatus, this);
    }

    /** Begins to send. */
    public void start() {
        notifications.start();
        thread.start();
    }

    /**
     * Returns once the relay has looked whether the store holds what the topic does, so that nothing is appended before that to
     * one that doesn't; after 5 s in any case, since a broker that is away shall keep nobody from appending.
     */
    public void awaitFirstLook() {
        try {
            if (!looked.await(FIRST_LOOK_SECONDS, TimeUnit.SECONDS)) {
                LOG.warnf("the topic %s was not seen yet: going on without", settings.topic());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** There may be something to send: to be called after a commit. */
    public void wake() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    /** Sends the whole log again, from its start: for a topic that was lost. New events follow behind. */
    public Future<Void> republish() {
        return cursor.rewind().<Void>mapEmpty().onSuccess(done -> wake());
    }

    /** How far the relay is now, whichever instance runs it. */
    public Future<RelayStatus> status() {
        return cursor.status();
    }

    /** What keeps events from being sent for the moment, such as a broker that is away; empty when all is well. */
    public Optional<String> interruption() {
        return Optional.ofNullable(interruption);
    }

    /** Why the relay will not send until somebody acts: sending would harm what consumers rely on. Empty when all is well. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** True on the instance that sends. */
    boolean holding() {
        return holding;
    }

    /** Relays what the store commits, at once where this instance is the one that sends; else that one is notified. */
    public void follow(EventStore<E, ?> store) {
        store.onCommit(this::wake);
        store.refuseWhile(this::storeIsOlder);
        // One that is stuck for longer than its lease has a successor, who hears of commits by notifications alone.
        store.notifyUnless(() ->
                holding && System.nanoTime() - renewedNanos < settings.lease().toNanos());
    }

    /** True while the topic holds what the store does not: what is appended then would be lost or contradict it. */
    public boolean storeIsOlder() {
        return storeIsOlder;
    }

    /** Finishes the run under way and hands the lease over. */
    @Override
    public void close() {
        stopping = true;
        wake();
        notifications.close();
        try {
            thread.join(Duration.ofSeconds(ANSWER_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            Duration pause = settings.poll();
            try {
                prepare();
                if (holds()) {
                    drain();
                }
                interruption = null;
                refusal = null;
                storeIsOlder = false;
            } catch (RelayRefusedException e) {
                LOG.error(e.getMessage());
                refusal = e.getMessage();
                storeIsOlder = e.storeIsOlder();
                holding = false;
                prepared = false;
                pause = settings.poll().multipliedBy(5);
            } catch (Exception e) {
                LOG.warnf("relay to %s failed and starts again from its cursor: %s", settings.topic(), e);
                interruption = "the relay to " + settings.topic() + " is interrupted: " + e;
                // One that was admitted before goes on serving what it can: its rights may be back soon.
                if (!admitted) {
                    refusal = Denial.in(e).orElse(refusal);
                }
                dropOutbox();
                if (e.getCause() instanceof StoreUnavailableException) {
                    // A newer release wrote what this one can't read: one of its replicas shall send.
                    pause = handOver();
                }
            }
            looked.countDown();
            refreshStatus();
            rest(pause);
        }
        handOver();
        dropOutbox();
    }

    /** Gives the lease to whoever takes it; also gives the time after which this instance may try again. */
    private Duration handOver() {
        holding = false;
        try {
            await(cursor.release());
        } catch (Exception e) {
            LOG.debug("the lease was not released and will expire", e);
        }
        return settings.lease().multipliedBy(2);
    }

    private void prepare() throws Exception {
        if (prepared) {
            return;
        }
        topics.prepare();
        prepared = true;
        admitted = true;
    }

    /** True with the lease in hand and {@link #position} at the cursor. A lease that moving renewed is not asked for again. */
    private boolean holds() throws Exception {
        long now = System.nanoTime();
        if (holding && now - renewedNanos < settings.lease().toNanos() / 3) {
            return true;
        }
        Optional<Long> taken = topics.takeLease();
        if (taken.isEmpty()) {
            holding = false;
            return false;
        }
        if (holding && taken.get() != position) {
            // Rewound for sending again; or the database is another one, restored while nobody asked it anything.
            topics.checkTail(taken.get());
        }
        topics.look();
        position = taken.get();
        renewedNanos = now;
        if (!holding) {
            LOG.infof("%s relays to %s from position %d", settings.owner(), settings.topic(), position);
            holding = true;
        }
        return true;
    }

    /** Until less than a whole batch is left: what comes behind that signals, and is read in the next run. */
    private void drain() throws Exception {
        List<Positioned<E>> batch;
        do {
            batch = await(log.after(pool, position, settings.batch()));
            if (batch.isEmpty()) {
                return;
            }
            refreshStatus();
            outbox().send(await(publication.of(batch)));
            long now = System.nanoTime();
            long last = batch.getLast().position();
            if (!await(cursor.move(position, last))) {
                LOG.infof("the cursor of %s was moved by another: reading it anew", settings.topic());
                holding = false;
                return;
            }
            position = last;
            renewedNanos = now;
        } while (batch.size() == settings.batch() && !stopping);
        Thread.sleep(Math.clamp(batch.size() / EVENTS_FOR_A_MILLISECOND, SHORTEST_REST_MILLIS, LONGEST_REST_MILLIS));
    }

    private Outbox outbox() {
        Outbox current = outbox;
        if (current == null) {
            current = new Outbox(settings.topic(), settings.source(), kafka);
            outbox = current;
        }
        return current;
    }

    private void dropOutbox() {
        Outbox current = outbox;
        outbox = null;
        // The topic may have been lost with what broke the connection.
        prepared = false;
        holding = false;
        if (current != null) {
            current.close();
        }
    }

    private void refreshStatus() {
        long now = System.nanoTime();
        if (now - lastStatusNanos > TimeUnit.SECONDS.toNanos(1)) {
            lastStatusNanos = now;
            try {
                lastStatus = await(cursor.status());
            } catch (Exception e) {
                LOG.debug("the relay's lag is not known", e);
            }
        }
    }

    /** Waits for a signal; without the lease only the time matters, as the signals are another instance's business. */
    private void rest(Duration pause) {
        try {
            boolean signalled = signal.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            if (signalled && !holding && !stopping) {
                Thread.sleep(pause);
            }
            signal.drainPermits();
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
