package dev.starfold.rating.trend;

import dev.starfold.rating.problem.Parameters;
import dev.starfold.rating.problem.Problems;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * What a trend shows: whole days in UTC, put together to buckets.
 *
 * @param bucket {@code day}, {@code week} (ISO, from Monday) or {@code month}
 * @param from the first day
 * @param to the day behind the last
 */
record Window(String bucket, LocalDate from, LocalDate to) {

    private static final OffsetDateTime EARLIEST = start(LocalDate.of(1, 1, 1));
    private static final OffsetDateTime LATEST = start(LocalDate.of(9999, 12, 31));

    static Window read(UriInfo uri) {
        var bucket = Parameters.single(uri, "bucket");
        if (bucket != null && !bucket.matches("day|week|month")) {
            throw Problems.invalid("bucket", "must be day, week or month");
        }
        var from = time(uri, "from", EARLIEST);
        var to = time(uri, "to", LATEST);
        if (from.isAfter(to)) {
            throw Problems.invalid("from", "must not be after to");
        }
        // An instant stands for its whole day, so that every day that the window touches is shown.
        var last = to.minusNanos(1).toLocalDate();
        return new Window(bucket == null ? "day" : bucket, from.toLocalDate(), last.plusDays(1));
    }

    /** A day stands for its start. */
    private static OffsetDateTime time(UriInfo uri, String name, OffsetDateTime otherwise) {
        var text = Parameters.single(uri, name);
        if (text == null) {
            return otherwise;
        }
        try {
            var time = text.length() == 10 ? start(LocalDate.parse(text)) : OffsetDateTime.parse(text);
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time.withOffsetSameInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeException e) {
            // answered below
        }
        throw Problems.invalid(name, "must be a day or an instant in UTC, such as 2026-04-03 or 2026-04-03T09:30:00Z");
    }

    private static OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toOffsetDateTime();
    }
}
