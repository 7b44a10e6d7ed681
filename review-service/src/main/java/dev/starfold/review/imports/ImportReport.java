package dev.starfold.review.imports;

import java.util.List;

/**
 * What became of an import: each line that is not blank counts once.
 *
 * @param accepted became reviews
 * @param unchanged had been imported before, the same
 * @param rejected the first 100 of the lines that were refused, in their order
 */
public record ImportReport(long accepted, long unchanged, List<RejectedLine> rejected, long rejectedCount) {

    /** A line's number, from 1, and the first thing that is wrong with it; {@code $} is the whole line. */
    public record RejectedLine(long line, String field, String message) {}
}
