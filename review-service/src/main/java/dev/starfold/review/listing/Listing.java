package dev.starfold.review.listing;

import dev.starfold.eventstore.watch.WarmUp;
import dev.starfold.review.paging.Cursor;
import dev.starfold.review.reading.ReviewView;
import dev.starfold.review.store.Reads;
import dev.starfold.review.store.ReviewRow;
import dev.starfold.review.store.TextRow;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Pages of reviews by keyset: what is inserted, withdrawn or reacted to meanwhile moves nothing else. */
@Singleton
public class Listing implements WarmUp {

    // By the content version that the page found: a revision meanwhile must not mix one version's fields with another's
    // words.
    private static final String TEXTS = """
            select t.* from unnest(cast(:ids as uuid[]), cast(:versions as int[])) as shown(review_id, version)
            join review_text t on t.review_id = shown.review_id and t.version = shown.version
            """;

    private final Reads reads;
    private final CommonWords commonWords;

    Listing(Reads reads, CommonWords commonWords) {
        this.reads = reads;
        this.commonWords = commonWords;
    }

    /** Reviews in order, and the last one's cursor if there are more. */
    record Found(List<ReviewView> reviews, @Nullable Cursor last) {}

    @Override
    public Uni<?> warmUp() {
        return page(
                new Query(
                        "none:", null, null, null, null, null, null, null, null, null, null, null, false, Sort.NEWEST),
                null,
                1);
    }

    /** The reviews behind {@code after}, {@code limit} at most. */
    Uni<Found> page(Query query, @Nullable Cursor after, int limit) {
        return query.isSelective()
                ? reads.search(session -> page(session, query, after, limit))
                : reads.run(session -> page(session, query, after, limit));
    }

    private Uni<Found> page(StatelessSession session, Query query, @Nullable Cursor after, int limit) {
        // One more than asked for tells whether there is a next page.
        return common(session, query)
                .chain(common -> rows(session, PageSql.of(query, after, limit + 1, common)))
                .chain(found -> {
                    List<ReviewRow> shown = found.subList(0, Math.min(limit, found.size()));
                    Cursor last = found.size() > limit ? query.sort().cursor(shown.getLast()) : null;
                    return texts(session, shown)
                            .map(texts -> new Found(
                                    shown.stream()
                                            .map(row -> ReviewView.of(row, texts.get(row.id)))
                                            .toList(),
                                    last));
                });
    }

    private Uni<Set<Integer>> common(StatelessSession session, Query query) {
        return query.search() == null ? Uni.createFrom().item(Set.of()) : commonWords.keys(session);
    }

    private static Uni<List<ReviewRow>> rows(StatelessSession session, PageSql sql) {
        SelectionQuery<ReviewRow> query = session.createNativeQuery(sql.text(), ReviewRow.class);
        sql.parameters().forEach(query::setParameter);
        return query.getResultList();
    }

    private static Uni<Map<UUID, TextRow>> texts(StatelessSession session, List<ReviewRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery(TEXTS, TextRow.class)
                .setParameter("ids", rows.stream().map(row -> row.id).toArray(UUID[]::new))
                .setParameter(
                        "versions", rows.stream().map(row -> row.contentVersion).toArray(Integer[]::new))
                .getResultList()
                .map(texts -> texts.stream().collect(Collectors.toMap(text -> text.reviewId, Function.identity())));
    }
}
