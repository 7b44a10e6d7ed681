package dev.starfold.review.imports;

import dev.starfold.review.Review;
import dev.starfold.review.ReviewCommand.Import;
import dev.starfold.review.Text;
import dev.starfold.review.http.InvalidRequest;
import dev.starfold.review.http.JsonFields;
import dev.starfold.review.http.WellFormed;
import dev.starfold.review.writing.ReviewForm;
import dev.starfold.review.writing.ReviewForm.Submission;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of an import, validated: the fields of a submission, and those that only an import has. */
record ImportLine(Import command, Text text) {

    // RFC 3339 knows four digits for a year; Java would take more, and PostgreSQL has no year 0, also of another zone's
    // year 1.
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-.*");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    // Whether it is hidden; as exports write it.
    private static final Map<String, Boolean> VISIBILITY = new TreeMap<>(Map.of("public", false, "hidden", true));

    /** Fails with {@link InvalidRequest}. */
    static ImportLine read(byte[] json, String actor, Instant now) {
        JsonFields fields = JsonFields.of(json);
        String author = author(fields);
        Instant submittedAt = submittedAt(fields, now);
        String source = Source.read(fields);
        Boolean hidden = fields.oneOf("visibility", VISIBILITY);
        Submission submission = ReviewForm.submission(fields);
        Import command = new Import(
                submission.subject(),
                Objects.requireNonNull(author),
                actor,
                submission.form().content(),
                source,
                hidden != null && hidden,
                submittedAt,
                now);
        return new ImportLine(command, submission.form().text());
    }

    UUID stream() {
        return Review.stream(command.subject(), command.author());
    }

    private static @Nullable String author(JsonFields fields) {
        fields.require("author");
        String author = fields.text("author", WellFormed.MAX_USER);
        if (author != null && !WellFormed.user(author)) {
            fields.error("author", "must be a user id of 1 to %d characters".formatted(WellFormed.MAX_USER));
        }
        return author;
    }

    private static @Nullable Instant submittedAt(JsonFields fields, Instant now) {
        String text = fields.text("submittedAt", 40);
        if (text == null) {
            return null;
        }
        try {
            if (TIME.matcher(text).matches()) {
                Instant at = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
                if (at.isBefore(EARLIEST)) {
                    fields.error("submittedAt", "must not be before the year 1");
                }
                if (at.isAfter(now)) {
                    fields.error("submittedAt", "must not be in the future");
                }
                return at;
            }
        } catch (DateTimeParseException e) {
            // answered below
        }
        fields.error("submittedAt", "must be an RFC 3339 instant, such as 2026-04-03T09:30:00Z");
        return null;
    }
}
