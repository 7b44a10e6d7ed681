package dev.starfold.review.http;

import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Language tags of BCP 47. */
public final class LanguageTags {

    public static final String RULE = "must be a BCP 47 language tag, such as pt-BR";

    private LanguageTags() {}

    /** The tag as it is kept, such as {@code pt-BR} for {@code PT-br}; {@code null} for what is none. */
    public static @Nullable String canonical(String tag) {
        if (tag.isEmpty()) {
            return null;
        }
        try {
            String wellFormed = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
            // Variants keep their case otherwise; Java brings the rest back to its own.
            return Locale.forLanguageTag(wellFormed.toLowerCase(Locale.ROOT)).toLanguageTag();
        } catch (IllformedLocaleException e) {
            return null;
        }
    }
}
