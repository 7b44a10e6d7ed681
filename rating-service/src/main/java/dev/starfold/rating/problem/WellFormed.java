package dev.starfold.rating.problem;

import java.util.UUID;

/** Forms that more than one call asks of its input. */
public final class WellFormed {

    private WellFormed() {}

    /** No NUL, which PostgreSQL cannot store, and no half of a surrogate pair, which UTF-8 cannot write. */
    public static boolean text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** 1 to 255 characters that can be stored, counted as people do: an emoji is one. */
    public static boolean userId(String text) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) <= 255 && text(text);
    }

    /** The id in a path; Java's own parser would also take {@code 1-1-1-1-1}. */
    public static UUID id(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // answered below, like what Java would have taken
        }
        throw Problems.invalid("id", "must be a UUID");
    }
}
