package dev.starfold.rating.exclusions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which reviews of a subject are meant: those submitted in a window, those of an author, or, with both, that author's
 * submitted in the window.
 *
 * @param from inclusive; {@code null} without a window
 * @param to exclusive, after {@code from}; {@code null} without a window
 * @param author a user id; {@code null}: whoever wrote them
 */
public record Scope(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String author) {}
