package dev.starfold.reaction;

import java.time.Instant;

/** What a user asks for. */
public sealed interface ReactionCommand {

    /** When they asked: decisions read no clock. */
    Instant at();

    /** React to the review, in place of whatever reaction stood before. */
    record React(KnownReview review, String user, ReactionKind kind, Instant at) implements ReactionCommand {}

    /** Take the reaction back, whatever has become of the review. */
    record Remove(Instant at) implements ReactionCommand {}
}
