package dev.starfold.rating;

import dev.starfold.rating.problem.Parameters;
import dev.starfold.rating.problem.Problems;
import jakarta.ws.rs.core.UriInfo;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which reviews of a subject a rating is over.
 *
 * @param preliminary only those, or none of them; {@code null}: all
 * @param language a canonical BCP 47 tag, which stands for its own kinds too, as {@code pt} does for {@code pt-BR}; {@code
 *     null}: all
 */
record Part(@Nullable Boolean preliminary, @Nullable String language) {

    static Part read(UriInfo uri) {
        return new Part(preliminary(uri), language(uri));
    }

    boolean isWhole() {
        return preliminary == null && language == null;
    }

    private static @Nullable Boolean preliminary(UriInfo uri) {
        return switch (Parameters.single(uri, "preliminary")) {
            case null -> null;
            case "only" -> true;
            case "exclude" -> false;
            default -> throw Problems.invalid("preliminary", "must be exclude or only");
        };
    }

    private static @Nullable String language(UriInfo uri) {
        var text = Parameters.single(uri, "language");
        if (text == null) {
            return null;
        }
        try {
            if (!text.isEmpty() && text.length() <= 35) {
                // In lower case, as variants keep the case they have; all else gets its own.
                return new Locale.Builder()
                        .setLanguageTag(text.toLowerCase(Locale.ROOT))
                        .build()
                        .toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // answered below
        }
        throw Problems.invalid("language", "must be a BCP 47 language tag, such as pt-BR");
    }
}
