package dev.starfold.review.moderation;

import dev.starfold.review.paging.Cursor;
import dev.starfold.review.store.Reads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of reported reviews, most-reported first, then latest first, then by id. */
@Singleton
class Queue {

    private static final String PAGE = """
            select q, r.subject from ReportedReviewRow q join ReviewRow r on r.id = q.reviewId
            %s
            order by q.reports desc, q.latest desc, q.reviewId desc
            """;

    private static final String BEHIND = "where (q.reports, q.latest, q.reviewId) < (:reports, :latest, :id)";

    private final Reads reads;

    Queue(Reads reads) {
        this.reads = reads;
    }

    /**
     * A review with open reports.
     *
     * @param reasons how many of them give which reason; those that none gives are absent
     * @param latest when the newest was made
     */
    public record Item(UUID review, String subject, int count, Map<String, Integer> reasons, Instant latest) {}

    /** @param after its key is the number of reports */
    Uni<List<Item>> page(@Nullable Cursor after, int limit) {
        return reads.run(session -> {
                    var query =
                            session.createSelectionQuery(PAGE.formatted(after == null ? "" : BEHIND), Object[].class);
                    if (after != null) {
                        query.setParameter("reports", (int) after.key());
                        query.setParameter("latest", after.at());
                        query.setParameter("id", after.id());
                    }
                    return query.setMaxResults(limit).getResultList();
                })
                .map(rows -> rows.stream()
                        .map(row -> item((ReportedReviewRow) row[0], (String) row[1]))
                        .toList());
    }

    private static Item item(ReportedReviewRow row, String subject) {
        var counts = new EnumMap<ReportReason, Integer>(ReportReason.class);
        counts.put(ReportReason.SPAM, row.spam);
        counts.put(ReportReason.SPOILER, row.spoiler);
        counts.put(ReportReason.HARASSMENT, row.harassment);
        counts.put(ReportReason.OFF_TOPIC, row.offTopic);
        counts.put(ReportReason.OTHER, row.other);
        Map<String, Integer> reasons = new LinkedHashMap<>();
        counts.forEach((reason, count) -> {
            if (count > 0) {
                reasons.put(reason.slug(), count);
            }
        });
        return new Item(row.reviewId, subject, row.reports, reasons, row.latest);
    }
}
