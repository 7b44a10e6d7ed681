package dev.starfold.reaction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a reader may say of a review with one click, in catalogue order. */
public enum ReactionKind {
    NICE,
    LOVE_IT,
    FUNNY,
    CONFUSING,
    INFORMATIVE,
    WELL_WRITTEN,
    CREATIVE;

    /** All kinds by their {@link #slug}, in catalogue order. */
    public static final Map<String, ReactionKind> BY_SLUG;

    static {
        Map<String, ReactionKind> bySlug = new LinkedHashMap<>();
        for (ReactionKind kind : values()) {
            bySlug.put(kind.slug(), kind);
        }
        BY_SLUG = Collections.unmodifiableMap(bySlug);
    }

    /** The name in requests, answers, tables and public events, such as {@code love-it}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
