package dev.starfold.review.moderation;

import dev.starfold.review.http.JsonFields;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a report. A blank note is none. */
record ReportForm(ReportReason reason, @Nullable String note) {

    static ReportForm of(byte[] body) {
        JsonFields fields = JsonFields.of(body);
        fields.require("reason");
        ReportReason reason = fields.oneOf("reason", ReportReason.BY_SLUG);
        String note = fields.text("note", 1_000);
        fields.rejectUnknown();
        fields.check();
        return new ReportForm(Objects.requireNonNull(reason), note == null || note.isBlank() ? null : note);
    }
}
