package dev.starfold.review.moderation;

import dev.starfold.review.http.JsonFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The body of a change of visibility. */
record VisibilityForm(boolean hidden, String reason) {

    private static final Map<String, Boolean> HIDDEN = new LinkedHashMap<>();

    static {
        HIDDEN.put("public", false);
        HIDDEN.put("hidden", true);
    }

    static VisibilityForm of(byte[] body) {
        JsonFields fields = JsonFields.of(body);
        fields.require("visibility");
        fields.require("reason");
        Boolean hidden = fields.oneOf("visibility", HIDDEN);
        String reason = fields.text("reason", 1_000);
        if (reason != null && reason.isBlank()) {
            fields.error("reason", "must not be blank");
        }
        fields.rejectUnknown();
        fields.check();
        return new VisibilityForm(Objects.requireNonNull(hidden), Objects.requireNonNull(reason));
    }
}
