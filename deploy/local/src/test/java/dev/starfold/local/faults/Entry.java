package dev.starfold.local.faults;

import org.jspecify.annotations.Nullable;

/**
 * One command of the checker and what came of it.
 *
 * @param trace the command's own id, which stands in every event that follows from it; one for all its attempts
 * @param review the review it named or made; {@code null} if it is not known
 * @param version the review's version after it; 0 where the answer has none
 * @param effect true if the command can't have been without effect, so that events of it must be in the log
 */
record Entry(
        String trace,
        String user,
        Kind kind,
        String subject,
        @Nullable String review,
        Outcome outcome,
        int status,
        int version,
        boolean effect) {

    enum Kind {
        SUBMIT,
        REVISE,
        WITHDRAW,
        REACT,
        REMOVE
    }

    enum Outcome {
        /** Answered by success: it is durable. */
        ACKNOWLEDGED,
        /** Answered by refusal: it had no effect. */
        REFUSED,
        /** Not answered, or by 5xx: anything may have happened, but not twice. */
        UNKNOWN;

        static Outcome of(int status) {
            return switch (status / 100) {
                case 2 -> ACKNOWLEDGED;
                case 4 -> REFUSED;
                default -> UNKNOWN;
            };
        }
    }
}
