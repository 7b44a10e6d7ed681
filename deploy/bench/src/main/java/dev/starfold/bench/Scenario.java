package dev.starfold.bench;

import dev.starfold.bench.report.Report;

/** Something measured, on its own and in any order; it brings the data that it needs. */
public interface Scenario {

    /** What {@code --only} calls it. */
    String name();

    /** Measures, verifies what came of it, and reports; fails with a {@link WrongAnswerException} if that is wrong. */
    void run(Lab lab, Report report) throws Exception;
}
