package dev.starfold.review;

import java.util.Locale;

/** Who gets to see a review, and whether it counts: only a public one does. */
public enum Status {
    PUBLIC,
    /** Taken out of sight by a moderator: for its author and moderators alone. */
    HIDDEN,
    /** Taken back by its author, for good. */
    WITHDRAWN,
    /** Its author was erased: nothing remains but that it was. */
    ERASED;

    /** The name in tables and public events. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
