package dev.starfold.bench.report;

import java.util.Locale;

/**
 * What a figure has to be.
 *
 * @param ofRatio whether it speaks of the ratio to the anchor, or of the figure itself
 * @param atLeast whether more is better
 */
public record Target(boolean ofRatio, boolean atLeast, double value) {

    /** Starfold's median divided by the anchor's is this or more. */
    public static Target ratioAtLeast(double value) {
        return new Target(true, true, value);
    }

    /** Starfold's median divided by the anchor's is this or less. */
    public static Target ratioAtMost(double value) {
        return new Target(true, false, value);
    }

    /** Starfold's median is this or less. */
    public static Target atMost(double value) {
        return new Target(false, false, value);
    }

    boolean isMet(double measured) {
        return atLeast ? measured >= value : measured <= value;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s%s", atLeast ? "≥" : "≤", Figures.plain(value), ofRatio ? " ×" : "");
    }
}
