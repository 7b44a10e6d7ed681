package dev.starfold.review.moderation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is wrong with a review, in the eyes of who reports it. */
enum ReportReason {
    SPAM,
    SPOILER,
    HARASSMENT,
    OFF_TOPIC,
    OTHER;

    static final Map<String, ReportReason> BY_SLUG = new LinkedHashMap<>();

    static {
        Arrays.stream(values()).forEach(reason -> BY_SLUG.put(reason.slug(), reason));
    }

    /** The name in requests, answers and tables, such as {@code off-topic}. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
