package dev.starfold.review.imports;

import dev.starfold.review.imports.ImportReport.RejectedLine;
import java.util.List;
import java.util.TreeMap;

/** Counts lines as they come back, in any order. */
final class Tally {

    private static final int LISTED = 100;

    private final TreeMap<Long, RejectedLine> rejected = new TreeMap<>();
    private long accepted;
    private long unchanged;
    private long rejectedCount;

    void accept() {
        accepted++;
    }

    void keep() {
        unchanged++;
    }

    void reject(long line, String field, String message) {
        rejectedCount++;
        rejected.put(line, new RejectedLine(line, field, message));
        if (rejected.size() > LISTED) {
            rejected.pollLastEntry();
        }
    }

    ImportReport report() {
        return new ImportReport(accepted, unchanged, List.copyOf(rejected.values()), rejectedCount);
    }
}
