package dev.starfold.review.store;

import dev.starfold.eventstore.LostConnection;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.QueryTimeoutException;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Queries over the entities: bounded in time, and with an outage told from a fault. */
@Singleton
public class Reads {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Ends a statement in PostgreSQL itself, before {@link #PATIENCE} does for its caller alone: the connection would go back to
     * the pool with the statement still running, and whoever is given it next would wait behind.
     */
    private static final String LIMITED = "set local statement_timeout = 4000";

    /**
     * SQLSTATE classes of a database that can't answer just now: connection, invalid transaction state (the silent holder's
     * timeout), resources, operator.
     */
    private static final Set<String> OUTAGE = Set.of("08", "25", "53", "57");

    private final Mutiny.SessionFactory sessions;

    Reads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    public <T extends @Nullable Object> Uni<T> run(Function<StatelessSession, Uni<T>> query) {
        return bounded(sessions.withStatelessSession(query));
    }

    /** For a query that looks through everything where hardly anything matches; fails with {@link TooSlowException} then. */
    public <T extends @Nullable Object> Uni<T> search(Function<StatelessSession, Uni<T>> query) {
        return bounded(sessions.withStatelessTransaction(session ->
                        session.createNativeQuery(LIMITED).executeUpdate().chain(() -> query.apply(session)))
                .onFailure(QueryTimeoutException.class)
                .transform(_ -> new TooSlowException()));
    }

    /** Whichever way it reads. */
    public static <T extends @Nullable Object> Uni<T> bounded(Uni<T> read) {
        return outagesTold(read.ifNoItem().after(PATIENCE).fail());
    }

    /** For what may take its time: fails with {@link UnavailableException} where the database is away. */
    public static <T extends @Nullable Object> Uni<T> outagesTold(Uni<T> work) {
        return work.onFailure(Reads::isOutage).transform(UnavailableException::new);
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
