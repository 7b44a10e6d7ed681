package dev.starfold.review;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a user asks for. */
public sealed interface ReviewCommand {

    /** The user who asks. */
    String actor();

    /** When they asked: decisions read no clock. */
    Instant at();

    /** Review a subject. */
    record Submit(String subject, String actor, Content content, Instant at) implements ReviewCommand {}

    /**
     * Take over a review that began elsewhere.
     *
     * @param actor who imports it, not its author
     * @param source figures kept from there, a JSON object in canonical form
     * @param hidden whether it was hidden there, and so is to be here
     * @param submittedAt {@code null} where that is not known: now
     */
    record Import(
            String subject,
            String author,
            String actor,
            Content content,
            @Nullable String source,
            boolean hidden,
            @Nullable Instant submittedAt,
            Instant at)
            implements ReviewCommand {}

    /** Say it anew, knowing what stood before. */
    record Revise(UUID review, String actor, Expected expected, Content content, Instant at) implements ReviewCommand {}

    /** Take it back. */
    record Withdraw(UUID review, String actor, Expected expected, Instant at) implements ReviewCommand {}

    /** Take it out of sight. For moderators, which the caller has made sure of. */
    record Hide(UUID review, String actor, Expected expected, String reason, Instant at) implements ReviewCommand {}

    /** Bring it back to sight. For moderators. */
    record Restore(UUID review, String actor, Expected expected, String reason, Instant at) implements ReviewCommand {}

    /**
     * Delete headline and body. For moderators.
     *
     * @param text the version of this review that brought them; it has some, or had
     */
    record EraseText(UUID review, String actor, int text, Instant at) implements ReviewCommand {}

    /**
     * Erase all reviews of a stream, withdrawn ones too.
     *
     * @param actor their author
     * @param until what was submitted later stays
     */
    record Erase(String actor, Instant until, Instant at) implements ReviewCommand {}

    /** What the caller says of the version that the command is meant for. */
    sealed interface Expected {

        /** Nothing was said. */
        record Unstated() implements Expected {}

        /** Whichever it is. */
        record Any() implements Expected {}

        /** One of these. */
        record OneOf(Set<Integer> versions) implements Expected {}
    }
}
