package dev.starfold.reaction.http;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /** 1 to 255 characters that can be stored. */
    static boolean userId(String text) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) <= 255 && text(text);
    }

    /** The user's id in a path. */
    public static String user(String text) {
        if (!userId(text)) {
            throw new InvalidRequest("user", "must be a user id of 1 to 255 characters");
        }
        return text;
    }

    /** The review's id in a path. */
    public static UUID reviewId(String text) {
        UUID id = uuid(text);
        if (id == null) {
            throw new InvalidRequest("reviewId", "must be a UUID");
        }
        return id;
    }

    /** {@code null} for what is none; Java's own parser would also take {@code 1-1-1-1-1}. */
    static @Nullable UUID uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
