package dev.starfold.rating.projection;

import dev.starfold.eventstore.projection.ProjectionTransaction;
import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which a poll is applied, whichever log it is of: a transaction that locks the rows of the subjects it may
 * touch, in their order, and then changes them. So all polls that share a subject, of either log and in any process, come
 * one after the other there, and what one reads of the other's log can't change before it has committed. Most of what a large
 * poll takes is the time of one server process, so it is applied in transactions side by side.
 */
final class SubjectTransaction {

    private static final Logger LOG = Logger.getLogger(SubjectTransaction.class);

    /** As the table of projections has it. */
    private static final String PROJECTION = "ratings";

    private static final String ENSURE_SUBJECTS = """
            insert into rating (slot, subject)
            select coalesce($2::smallint, (select slot from projection where name = 'ratings')), touched.subject
            from unnest($1::text[]) as touched(subject) order by touched.subject
            on conflict (slot, subject) do nothing
            """;

    /** States for which a transaction of their own is worth what it costs. */
    private static final int WORTHWHILE = 1_000;

    /** A third gained nothing measurable: they wait for one another's commits at their types' totals. Replicas come on top. */
    private static final int SIDE_BY_SIDE = 2;

    private final Pool pool;
    private final @Nullable Short slot;
    private final Function<Set<String>, Future<?>> tell;

    /**
     * @param slot where polls are applied; {@code null}: in whichever is live
     * @param tell what the live slot's subjects that have news are told to, once committed
     */
    SubjectTransaction(Pool pool, @Nullable Short slot, Function<Set<String>, Future<?>> tell) {
        this.pool = pool;
        this.slot = slot;
        this.tell = tell;
    }

    /**
     * How many of the poll's states were news, once all are committed. Fails, once all have ended, where one did.
     *
     * @param lock given subjects, ids and slot; a statement of its own, so that what follows sees what those who held the
     *     locks before have committed
     * @param apply given the columns, then the slot; answers how many of the states were news
     */
    <S extends Versioned> Future<Long> run(Poll<S> poll, String lock, String apply, Function<Poll<S>, Tuple> columns) {
        var applied = poll.bySubject(Math.clamp(poll.states().size() / WORTHWHILE, 1, SIDE_BY_SIDE)).stream()
                .map(part -> commit(part, lock, apply, columns.apply(part)))
                .toList();
        return Future.join(applied)
                .map(_ -> applied.stream().mapToLong(Future::result).sum());
    }

    private Future<Long> commit(Poll<?> poll, String lock, String apply, Tuple columns) {
        var subjects = poll.subjects();
        var statements = List.of(
                new Statement(
                        ENSURE_SUBJECTS,
                        Tuple.tuple().addArrayOfString(subjects).addShort(slot)),
                new Statement(
                        lock,
                        Tuple.tuple()
                                .addArrayOfString(subjects)
                                .addArrayOfUUID(poll.ids())
                                .addShort(slot)),
                new Statement(apply, columns.addShort(slot)));
        return ProjectionTransaction.run(pool, PROJECTION, slot, statements).map(answers -> {
            var news = answers.iterator().next();
            if (slot == null) {
                // Not within the transaction: all others of the server that notify would wait until it is on disk.
                // With the database away, so is what those listen on who would hear it.
                tell.apply(touched(subjects, news.getArrayOfStrings(1)))
                        .onFailure(e -> LOG.debug("not told of a change", e));
            }
            return news.getLong(0);
        });
    }

    /** Also those where nothing was news: whoever applied it before may have died before telling. */
    private static Set<String> touched(String[] subjects, String @Nullable [] left) {
        var touched = new HashSet<>(List.of(subjects));
        if (left != null) {
            touched.addAll(List.of(left));
        }
        return touched;
    }
}
