package dev.starfold.review.moderation;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A report as who made it sees it. */
public record Report(UUID review, String reason, @Nullable String note, Instant reportedAt) {

    static Report of(Row row) {
        return new Report(
                row.getUUID("review_id"),
                row.getString("reason"),
                row.getString("note"),
                row.getOffsetDateTime("reported_at").toInstant());
    }
}
