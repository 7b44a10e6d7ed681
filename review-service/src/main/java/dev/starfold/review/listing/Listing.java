package dev.starfold.review.listing;

import dev.starfold.review.reading.ReviewView;
import dev.starfold.review.store.Reads;
import dev.starfold.review.store.ReviewRow;
import dev.starfold.review.store.TextRow;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** Pages of public reviews by keyset: what is inserted or withdrawn meanwhile moves nothing else. */
@Singleton
public class Listing {

    private static final String SELECT = """
            select r, t from ReviewRow r
            left join TextRow t on t.reviewId = r.id and t.version = r.contentVersion
            where r.status = 'public'
            """;

    private final Reads reads;

    Listing(Reads reads) {
        this.reads = reads;
    }

    /** Ties in time are broken by id, in the same direction, so one index serves both. */
    enum Sort {
        NEWEST("<", "desc"),
        OLDEST(">", "asc");

        private final String behind;
        private final String direction;

        Sort(String behind, String direction) {
            this.behind = behind;
            this.direction = direction;
        }
    }

    /** What is listed; the text of it also says which query a cursor belongs to. */
    record Query(@Nullable String subject, @Nullable String author, Sort sort) {}

    /** The reviews behind {@code after}, {@code limit} at most. */
    Uni<List<ReviewView>> page(Query query, @Nullable Cursor after, int limit) {
        StringBuilder hql = new StringBuilder(SELECT);
        Map<String, Object> parameters = new TreeMap<>();
        if (query.subject != null) {
            hql.append(" and r.subject = :subject");
            parameters.put("subject", query.subject);
        }
        if (query.author != null) {
            hql.append(" and r.author = :author");
            parameters.put("author", query.author);
        }
        if (after != null) {
            hql.append(" and (r.submittedAt, r.id) %s (:at, :id)".formatted(query.sort.behind));
            parameters.put("at", after.submittedAt());
            parameters.put("id", after.id());
        }
        hql.append(" order by r.submittedAt %1$s, r.id %1$s".formatted(query.sort.direction));
        return reads.run(session -> {
                    SelectionQuery<Object[]> selection = session.createSelectionQuery(hql.toString(), Object[].class);
                    parameters.forEach(selection::setParameter);
                    return selection.setMaxResults(limit).getResultList();
                })
                .map(rows -> rows.stream()
                        .map(row -> ReviewView.of((ReviewRow) row[0], (TextRow) row[1]))
                        .toList());
    }
}
