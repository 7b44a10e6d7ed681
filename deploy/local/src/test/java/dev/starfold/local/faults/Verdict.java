package dev.starfold.local.faults;

import java.util.ArrayList;
import java.util.List;

/** What the oracle found: each list names its cases, for the one who looks for the cause. */
record Verdict(long acknowledged, List<String> lost, List<String> doubled, List<String> drift, List<String> broken) {

    boolean isClean() {
        return lost.isEmpty() && doubled.isEmpty() && drift.isEmpty() && broken.isEmpty();
    }

    /** All cases, a line each; no more than twenty of a kind. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, "lost", lost);
        add(lines, "doubled", doubled);
        add(lines, "drift", drift);
        add(lines, "broken", broken);
        return lines;
    }

    private static void add(List<String> lines, String kind, List<String> cases) {
        cases.stream().limit(20).forEach(text -> lines.add(kind + ": " + text));
        if (cases.size() > 20) {
            lines.add(kind + ": … and " + (cases.size() - 20) + " more");
        }
    }
}
