package dev.starfold.rating.trend;

import dev.starfold.rating.problem.Parameters;
import dev.starfold.rating.problem.Problems;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a trend shows: whole days in UTC, put together to buckets.
 *
 * @param bucket {@code day}, {@code week} (ISO, from Monday) or {@code month}
 * @param from the first day
 * @param to the day behind the last
 */
record Window(String bucket, LocalDate from, LocalDate to) {

    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    static Window read(UriInfo uri) {
        var bucket = Parameters.single(uri, "bucket");
        if (bucket != null && !bucket.matches("day|week|month")) {
            throw Problems.invalid("bucket", "must be day, week or month");
        }
        var from = day(uri, "from", false);
        var to = day(uri, "to", true);
        return new Window(bucket == null ? "day" : bucket, from == null ? EARLIEST : from, to == null ? LATEST : to);
    }

    /** An instant stands for its whole day, so that every day that the window touches is shown. */
    private static @Nullable LocalDate day(UriInfo uri, String name, boolean up) {
        var text = Parameters.single(uri, name);
        if (text == null) {
            return null;
        }
        try {
            var day = text.length() == 10 ? LocalDate.parse(text) : dayOf(text, up);
            if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
                return day;
            }
        } catch (DateTimeException e) {
            // answered below
        }
        throw Problems.invalid(name, "must be a day or an instant in UTC, such as 2026-04-03 or 2026-04-03T09:30:00Z");
    }

    private static LocalDate dayOf(String instant, boolean up) {
        var at = OffsetDateTime.parse(instant).withOffsetSameInstant(ZoneOffset.UTC);
        var day = at.toLocalDate();
        return up && day.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime().isBefore(at) ? day.plusDays(1) : day;
    }
}
