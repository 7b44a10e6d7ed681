package dev.starfold.eventstore.relay;

import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/** The topics of a relay: makes them, and looks after what would let it harm those who read them. Confined to its thread. */
final class RelayTopics {

    private static final Logger LOG = Logger.getLogger(RelayTopics.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Pool pool;
    private final Cursor cursor;
    private final RelaySettings settings;
    private final Map<String, Object> kafka;
    private final Topic permanent;
    private final List<Topic> all;
    private final Duration onItsWay;

    private long lookedNanos = System.nanoTime();
    private long mayBeginNanos = System.nanoTime();

    RelayTopics(Pool pool, Cursor cursor, RelaySettings settings, Map<String, Object> kafka) {
        this.pool = pool;
        this.cursor = cursor;
        this.settings = settings;
        this.kafka = Topic.impatient(kafka);
        this.permanent = Topic.permanent(settings.topic(), settings.partitions(), this.kafka);
        this.onItsWay = Outbox.patience(kafka);
        this.all = Stream.concat(
                        Stream.of(permanent),
                        settings.passing().stream().map(further -> Topic.passing(further, this.kafka)))
                .toList();
    }

    /** The cursor, with the lease in hand; empty while another instance holds it. */
    Optional<Long> takeLease() throws Exception {
        Optional<Cursor.Taken> taken = Relay.await(cursor.take());
        if (taken.isPresent() && taken.get().fromAnother()) {
            mayBeginNanos = System.nanoTime() + onItsWay.toNanos();
        }
        return taken.map(Cursor.Taken::cursor);
    }

    /** By every instance, also those that don't send: each takes commands. */
    void prepare() throws Exception {
        Relay.await(cursor.create());
        List<String> faults = new ArrayList<>();
        try (Admin admin = Admin.create(kafka)) {
            if (!permanent.exists(admin)) {
                beginAnew();
            }
            for (Topic topic : all) {
                faults.addAll(topic.ensure(admin, settings.replication()));
            }
        }
        if (!faults.isEmpty()) {
            throw new RelayRefusedException(String.join("; ", faults), false);
        }
        checkTail(Relay.await(cursor.status()).cursor());
    }

    /**
     * The topic is not there yet, or was lost with all it held. Only who may send makes it, with the cursor at the start, and
     * not before what another has on its way must have failed: nothing then reaches the new topic ahead of the events before it.
     */
    private void beginAnew() throws Exception {
        long taken = takeLease()
                .orElseThrow(() -> new IllegalStateException("the topic is missing: who has the lease makes it"));
        if (mayBeginNanos - System.nanoTime() > 0) {
            throw new IllegalStateException("the topic is missing: it is made when nothing can be on its way any more");
        }
        if (taken > 0) {
            LOG.warnf(
                    "the topic %s is missing, though everything up to position %d was sent: all of it is sent again",
                    settings.topic(), taken);
            Relay.await(cursor.rewind());
        }
    }

    /** Of the permanent topic: what passes is not folded by position or version, and what it says stands there too. */
    void checkTail(long cursor) throws Exception {
        new TailCheck(pool, permanent).check(cursor);
    }

    /** Now and then, so that the topic is missed also while there is nothing to send. */
    void look() throws Exception {
        long now = System.nanoTime();
        if (now - lookedNanos > LOOK_NANOS) {
            lookedNanos = now;
            try (Admin admin = Admin.create(kafka)) {
                if (!permanent.exists(admin)) {
                    throw new IllegalStateException("the topic is missing");
                }
            }
        }
    }
}
