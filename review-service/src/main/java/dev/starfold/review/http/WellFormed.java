package dev.starfold.review.http;

import java.util.UUID;

/** Forms that more than one call asks of its input. */
public final class WellFormed {

    /** The most characters of a user id, as people count: an emoji is one. */
    public static final int MAX_USER = 255;

    private WellFormed() {}

    /** A user id: 1 to 255 characters that can be stored. */
    public static boolean user(String id) {
        return !id.isEmpty() && id.codePointCount(0, id.length()) <= MAX_USER && text(id);
    }

    /** The user in a path. */
    public static String pathUser(String user) {
        if (!user(user)) {
            throw new InvalidRequest("user", "must be a user id of 1 to %d characters".formatted(MAX_USER));
        }
        return user;
    }

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

    /** The id in a path; Java's own parser would also take {@code 1-1-1-1-1}. */
    public static UUID id(String text) {
        return id("id", text);
    }

    /** The id in a path under another name. */
    public static UUID id(String name, String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // answered below, like what Java would have taken
        }
        throw new InvalidRequest(name, "must be a UUID");
    }
}
