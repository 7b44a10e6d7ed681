package dev.starfold.rating.exclusions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which reviews of a subject are meant: those submitted in a window, those of an author, or, with both, that author's
 * submitted in the window.
 *
 * @param from inclusive; {@code null} without a window
 * @param to exclusive, after {@code from}; {@code null} without a window
 * @param author a user id; {@code null}: whoever wrote them; empty: one who was erased, so that it covers nobody rather than
 *     everybody
 */
public record Scope(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String author) {

    /** Stands for an author who was erased: no user has this id, so that it is equal to none. */
    public static final String ERASED = "";

    /** Whether it was about an author who was erased. */
    public boolean erased() {
        return ERASED.equals(author);
    }

    /** The author, where there is one who is known still. */
    public @Nullable String knownAuthor() {
        return erased() ? null : author;
    }
}
