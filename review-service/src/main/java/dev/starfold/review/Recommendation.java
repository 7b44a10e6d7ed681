package dev.starfold.review;

import java.util.Locale;

/** What an author tells others to do. */
public enum Recommendation {
    RECOMMENDED,
    MIXED_FEELINGS,
    NOT_RECOMMENDED;

    /** What a score says when its author says nothing else: 7 to 10, 5 to 6, 1 to 4. */
    public static Recommendation of(int score) {
        return score >= 7 ? RECOMMENDED : score >= 5 ? MIXED_FEELINGS : NOT_RECOMMENDED;
    }

    /** The name in requests, answers and public events, such as {@code mixed-feelings}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
