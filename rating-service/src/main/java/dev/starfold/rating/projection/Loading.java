package dev.starfold.rating.projection;

import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * Writes rows of reviews or reactions into a slot that is being rebuilt, the newest version of each, and leaves the sums to
 * {@link Derivation}. No subject is locked: the sums are not to be relied on before. Whether a review is excluded is settled
 * there, too.
 */
final class Loading {

    /** So that nobody who changes rows of a slot by their subjects meets a poll halfway. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended('ratings loading', 0))";

    /** What those do who change them. */
    static final String NOT_MEANWHILE = "select pg_advisory_xact_lock_shared(hashtextextended('ratings loading', 0))";

    /** The rows of {@code rating} tell which subjects there are sums of. */
    private static final String SUBJECTS = """
            insert into rating (slot, subject)
            select $1::smallint, subject from unnest($2::text[]) as polled (subject)
            where not exists (select from rating where slot = $1::smallint and rating.subject = polled.subject)
            on conflict (slot, subject) do nothing
            """;

    private Loading() {}

    /** @param upsert given the columns: the newest version wins */
    static List<Statement> of(short slot, Poll<?> poll, String upsert, Tuple columns) {
        return List.of(
                new Statement(ALONE, Tuple.tuple()),
                new Statement(SUBJECTS, Tuple.tuple().addShort(slot).addArrayOfString(poll.subjects())),
                new Statement(upsert, columns));
    }
}
