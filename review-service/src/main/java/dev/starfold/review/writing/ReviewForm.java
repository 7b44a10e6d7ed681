package dev.starfold.review.writing;

import dev.starfold.review.Content;
import dev.starfold.review.Progress;
import dev.starfold.review.Recommendation;
import dev.starfold.review.Subject;
import dev.starfold.review.Text;
import dev.starfold.review.http.JsonFields;
import dev.starfold.review.http.LanguageTags;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a submission or revision, validated and with every default filled in. */
public record ReviewForm(Content content, Text text) {

    private static final Map<String, Recommendation> RECOMMENDATIONS = new LinkedHashMap<>();

    static {
        Arrays.stream(Recommendation.values()).forEach(r -> RECOMMENDATIONS.put(r.slug(), r));
    }

    /** A form and the subject it is about. */
    public record Submission(String subject, ReviewForm form) {}

    static Submission submission(byte[] body) {
        return submission(JsonFields.of(body));
    }

    /** Fails with all faults, of those fields too that were read before: none but these may be left. */
    public static Submission submission(JsonFields fields) {
        fields.require("subject");
        String subject = fields.text("subject", 129);
        if (subject != null && !Subject.FORM.matcher(subject).matches()) {
            fields.error("subject", Subject.RULE);
        }
        ReviewForm form = read(fields);
        return new Submission(Objects.requireNonNull(subject), form);
    }

    static ReviewForm revision(byte[] body) {
        return read(JsonFields.of(body));
    }

    private static ReviewForm read(JsonFields fields) {
        fields.require("score");
        Integer score = fields.integer("score", 1, 10);
        Recommendation recommendation = fields.oneOf("recommendation", RECOMMENDATIONS);
        Text text = new Text(present(fields.text("headline", 120)), present(fields.text("body", 20_000)));
        Boolean spoiler = fields.bool("spoiler");
        Boolean preliminary = fields.bool("preliminary");
        Progress progress = progress(fields.object("progress"));
        String language = language(fields);
        fields.rejectUnknown();
        fields.check();
        int given = Objects.requireNonNull(score);
        Content content = new Content(
                given,
                recommendation == null ? Recommendation.of(given) : recommendation,
                spoiler != null && spoiler,
                preliminary == null ? progress != null && progress.fallsShort() : preliminary,
                progress,
                language,
                text.digest(),
                text.body() != null);
        return new ReviewForm(content, text);
    }

    private static @Nullable Progress progress(@Nullable JsonFields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("consumed");
        Integer consumed = fields.integer("consumed", 0, Integer.MAX_VALUE);
        Integer total = fields.integer("total", 0, Integer.MAX_VALUE);
        if (consumed != null && total != null && consumed > total) {
            fields.error("consumed", "must not be past the total");
        }
        fields.rejectUnknown();
        return consumed == null ? null : new Progress(consumed, total);
    }

    private static @Nullable String language(JsonFields fields) {
        String language = fields.text("language", 35);
        if (language == null) {
            return null;
        }
        String canonical = LanguageTags.canonical(language);
        if (canonical == null) {
            fields.error("language", LanguageTags.RULE);
        }
        return canonical;
    }

    /** An empty text is no text: "bare rating" must not depend on how a client says nothing. */
    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
