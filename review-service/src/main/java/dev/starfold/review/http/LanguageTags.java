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
            // In lower case, as variants keep the case they have; all else gets its own.
            return new Locale.Builder()
                    .setLanguageTag(tag.toLowerCase(Locale.ROOT))
                    .build()
                    .toLanguageTag();
        } catch (IllformedLocaleException e) {
            return null;
        }
    }
}
