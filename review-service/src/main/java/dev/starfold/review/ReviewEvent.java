package dev.starfold.review;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a stream: the place where one author reviews one subject; but for {@link UserErased}. Names and components are the stored form, read
 * for ever: components may be added, never renamed.
 */
public sealed interface ReviewEvent {

    /** When it happened, in UTC, to the microsecond. */
    Instant at();

    /** A review begins; the one before it in the stream, if any, was withdrawn. */
    record ReviewSubmitted(UUID review, String subject, String author, Content content, Instant at)
            implements ReviewEvent {}

    /**
     * A review that began elsewhere was taken over: always the first event of its stream.
     *
     * @param source figures kept from where it came from, a JSON object in canonical form: keys sorted, no white space
     * @param hidden as {@link ReviewHidden} would have it, from the start
     * @param submittedAt when the author submitted it there
     */
    record ReviewImported(
            UUID review,
            String subject,
            String author,
            Content content,
            @Nullable String source,
            boolean hidden,
            Instant submittedAt,
            Instant at)
            implements ReviewEvent {}

    /** The author said it anew: {@code content} replaces all that stood before. */
    record ReviewRevised(Content content, Instant at) implements ReviewEvent {}

    /** The author took it back, for good. */
    record ReviewWithdrawn(Instant at) implements ReviewEvent {}

    /** A moderator took it out of sight, and with it whatever its author submits here until it is restored. */
    record ReviewHidden(String reason, Instant at) implements ReviewEvent {}

    /** A moderator brought it back to sight. */
    record ReviewRestored(String reason, Instant at) implements ReviewEvent {}

    /** A moderator had headline and body deleted, of all versions that show what version {@code text} brought. */
    record ReviewTextErased(int text, Instant at) implements ReviewEvent {}

    /**
     * The author of a review was erased. Also stands in the place of every earlier event of that review, which is why it says
     * all that remains.
     *
     * @param review the newest of the stream, or one that was withdrawn before it
     * @param hidden whether what its author submits here anew is hidden
     */
    record ReviewErased(UUID review, String subject, boolean hidden, Instant submittedAt, Instant at)
            implements ReviewEvent {}

    /**
     * A user was erased here, and is to be erased elsewhere: the only event of its stream, whose id is the erasure's.
     *
     * @param user {@code null} when all must know of it by now
     * @param at what is younger stays
     */
    record UserErased(UUID erasure, @Nullable String user, Instant at) implements ReviewEvent {}
}
