package dev.starfold.rating.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells every instance which subjects have news, as soon as that is committed and never before: its own at once, others
 * through the database. What is missed while this instance can't listen is made up for by {@link Change.OfAny} when it can
 * again, and what an instance that died was yet to tell by the one that gets the same records; so whoever reads on every change
 * misses nothing.
 */
@Singleton
public class Changes {

    private static final Logger LOG = Logger.getLogger(Changes.class);
    private static final String CHANNEL = "rating_changes";
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** No subject is named so. */
    private static final String ANY = "*";

    /** The end of a statement that has {@code change}: how many rows changed, and which other subjects they had before. */
    static final String NEWS = """
            select count(*), array_agg(distinct old_subject) filter (where old_subject <> subject) from change
            """;

    private static final String TELL = "select pg_notify('%s', $1)".formatted(CHANNEL);

    /** Begins the name of who tells, and no subject's. */
    private static final String TELLER = "@";

    /** Bytes that a payload may have. */
    private static final int LONGEST = 7_999;

    /** A statement that tells of everything, such as of another generation in the live one's place. */
    public static final String TELL_OF_ANY = "select pg_notify('%s', '%s')".formatted(CHANNEL, ANY);

    private final Pool pool;
    private final Vertx vertx;
    private final String self = TELLER + UUID.randomUUID();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private volatile @Nullable SqlConnection connection;
    private volatile long heartbeat;

    public Changes(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    /** Tells all instances of these subjects; in a transaction, once it is committed. */
    static Future<?> tellOf(SqlClient client, Collection<String> subjects) {
        return notify(client, String.join(" ", subjects));
    }

    /** Tells all instances of subjects with news that are committed, this one before it returns. */
    Future<?> tell(Set<String> subjects) {
        tell(new Change.Of(subjects));
        return notify(pool, self + " " + String.join(" ", subjects));
    }

    private static Future<?> notify(SqlClient client, String payload) {
        return client.preparedQuery(TELL).execute(Tuple.of(payload.getBytes(UTF_8).length <= LONGEST ? payload : ANY));
    }

    /** Calls the listener from now on, on whatever thread: it must not block. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    void start(@Observes StartupEvent start) {
        start();
    }

    void stop(@Observes ShutdownEvent stop) {
        stop();
    }

    /** Begins to listen, and goes on whatever happens to the connection. */
    public void start() {
        Context context = vertx.getOrCreateContext();
        context.runOnContext(_ -> connect());
    }

    /** Ends listening. */
    public void stop() {
        stopped = true;
        var current = connection;
        if (current != null) {
            vertx.cancelTimer(heartbeat);
            // Not back into the pool as it is: it would go on listening there.
            current.query("unlisten *").execute().onComplete(_ -> current.close());
        }
    }

    private void connect() {
        if (stopped) {
            return;
        }
        pool.getConnection()
                .compose(opened -> {
                    PgConnection.cast(opened).notificationHandler(told -> hear(told.getPayload()));
                    return opened.query("listen " + CHANNEL)
                            .execute()
                            .onSuccess(_ -> listening(opened))
                            .onFailure(_ -> opened.close());
                })
                .onFailure(e -> {
                    LOG.debug("not listening for changes yet", e);
                    later();
                });
    }

    private void listening(SqlConnection opened) {
        connection = opened;
        heartbeat = vertx.setPeriodic(HEARTBEAT.toMillis(), _ -> beat(opened));
        opened.closeHandler(_ -> lost(opened));
        tell(new Change.OfAny());
        if (stopped) {
            stop();
        }
    }

    /**
     * A peer that vanished without a word is only noticed by those who ask it something. Its connection is left to itself:
     * it would be no good to others in the pool.
     */
    private void beat(SqlConnection opened) {
        long patience = vertx.setTimer(HEARTBEAT.toMillis() / 2, _ -> lost(opened));
        opened.query("select 1").execute().onComplete(_ -> vertx.cancelTimer(patience));
    }

    private void lost(SqlConnection opened) {
        if (opened == connection) {
            connection = null;
            vertx.cancelTimer(heartbeat);
            later();
        }
    }

    private void later() {
        if (!stopped) {
            vertx.setTimer(RECONNECT.toMillis(), _ -> connect());
        }
    }

    private void hear(String payload) {
        if (payload.equals(ANY)) {
            tell(new Change.OfAny());
            return;
        }
        var words = new HashSet<>(Set.of(payload.split(" ")));
        if (!words.contains(self)) {
            words.removeIf(word -> word.startsWith(TELLER));
            tell(new Change.Of(words));
        }
    }

    private void tell(Change change) {
        for (var listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException e) {
                LOG.error("A listener failed", e);
            }
        }
    }
}
