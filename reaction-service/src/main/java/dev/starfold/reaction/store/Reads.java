package dev.starfold.reaction.store;

import dev.starfold.eventstore.LostConnection;
import dev.starfold.eventstore.SharedReads;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Queries over the entities: bounded in time, and with an outage told from a fault. */
@Singleton
public class Reads {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** SQLSTATE classes of a database that can't answer just now: connection, resources, operator. */
    private static final Set<String> OUTAGE = Set.of("08", "53", "57");

    private final Mutiny.SessionFactory sessions;

    Reads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    public <T extends @Nullable Object> Uni<T> run(Function<StatelessSession, Uni<T>> query) {
        return bounded(sessions.withStatelessSession(query));
    }

    /** What a shared query finds, {@code null} for nothing. */
    public static <K, V> Uni<@Nullable V> shared(SharedReads<K, V> reads, K key) {
        Uni<@Nullable V> read = Uni.createFrom()
                .completionStage(() -> reads.read(key).toCompletionStage())
                .map(found -> found.orElse(null));
        return outagesTold(read);
    }

    static <T extends @Nullable Object> Uni<T> bounded(Uni<T> read) {
        return outagesTold(read.ifNoItem().after(PATIENCE).fail());
    }

    private static <T extends @Nullable Object> Uni<T> outagesTold(Uni<T> read) {
        return read.onFailure(Reads::isOutage).transform(UnavailableException::new);
    }

    private static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean outage =
                    switch (cause) {
                        case PgException pg -> {
                            String state = pg.getSqlState();
                            yield state != null && state.length() == 5 && OUTAGE.contains(state.substring(0, 2));
                        }
                        case IOException io -> true;
                        case TimeoutException late -> true;
                        case JDBCConnectionException refused -> true;
                        default -> LostConnection.is(cause);
                    };
            if (outage) {
                return true;
            }
        }
        return false;
    }
}
