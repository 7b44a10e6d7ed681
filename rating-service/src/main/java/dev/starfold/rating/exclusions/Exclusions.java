package dev.starfold.rating.exclusions;

import dev.starfold.rating.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Reads exclusions, as the last commit left them. */
@Singleton
class Exclusions {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String ACTIVE = "from ExclusionRow e where e.subject = :subject and e.active ";
    private static final String BEHIND = "and (e.addedAt, e.id) < (:at, :id) ";
    private static final String NEWEST_FIRST = "order by e.addedAt desc, e.id desc";

    private final Mutiny.SessionFactory sessions;

    Exclusions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The exclusion, active or not; fails with {@link Rejection.Unknown} where the subject never had it. */
    Uni<ExclusionRow> find(String subject, UUID id) {
        return read(session -> session.get(ExclusionRow.class, id)).map(row -> {
            if (row == null || !row.subject.equals(subject)) {
                throw new Rejection.Unknown();
            }
            return row;
        });
    }

    /** The subject's active exclusions behind {@code after}, newest first, {@code limit} at most. */
    Uni<List<ExclusionView>> page(String subject, @Nullable Cursor after, int limit) {
        return read(session -> {
                    var query = session.createSelectionQuery(
                                    ACTIVE + (after == null ? "" : BEHIND) + NEWEST_FIRST, ExclusionRow.class)
                            .setParameter("subject", subject);
                    if (after != null) {
                        query.setParameter("at", after.at()).setParameter("id", after.id());
                    }
                    return query.setMaxResults(limit).getResultList();
                })
                .map(rows -> rows.stream().map(ExclusionRow::view).toList());
    }

    private <T extends @Nullable Object> Uni<T> read(Function<StatelessSession, Uni<T>> query) {
        return sessions.withStatelessSession(query).ifNoItem().after(PATIENCE).failWith(() -> Problems.unavailable());
    }
}
