package dev.starfold.rating.exclusions;

import dev.starfold.rating.problem.JsonFields;
import java.time.Instant;
import java.util.Objects;

/** The body of an addition, validated. */
record ExclusionForm(Scope scope, String reason) {

    static ExclusionForm read(byte[] body) {
        JsonFields fields = JsonFields.of(body);
        Instant from = fields.instant("from");
        Instant to = fields.instant("to");
        String author = fields.text("author", 255);
        String reason = fields.text("reason", 500);
        fields.require("reason");
        if (reason != null && reason.isBlank()) {
            fields.error("reason", "must not be blank");
        }
        if (fields.has("from") || fields.has("to")) {
            fields.require("from");
            fields.require("to");
        } else if (!fields.has("author")) {
            fields.error("author", "is required, or from and to");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            fields.error("to", "must be after from");
        }
        fields.rejectUnknown();
        fields.check();
        return new ExclusionForm(new Scope(from, to, author), Objects.requireNonNull(reason));
    }
}
