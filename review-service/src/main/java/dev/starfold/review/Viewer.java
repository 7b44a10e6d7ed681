package dev.starfold.review;

import org.jspecify.annotations.Nullable;

/**
 * Who looks at reviews.
 *
 * @param user {@code null} for anybody without a token
 */
public record Viewer(@Nullable String user, boolean moderator) {

    /** Anybody. */
    public static final Viewer PUBLIC = new Viewer(null, false);

    /** Hidden reviews are for moderators, and one's own for oneself. */
    public boolean seesHiddenOf(String author) {
        return moderator || author.equals(user);
    }

    /** Whether this state of a review is, or at its time was, for this viewer to see. */
    public boolean sees(Review state) {
        return switch (state.status()) {
            case PUBLIC -> true;
            case HIDDEN -> seesHiddenOf(state.author());
            case WITHDRAWN, ERASED -> false;
        };
    }
}
