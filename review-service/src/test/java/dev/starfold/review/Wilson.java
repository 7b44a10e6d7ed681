package dev.starfold.review;

/**
 * The lower bound of Wilson's 95 % score interval: how large a share of positive reactions can be relied on. It ranks 90 of
 * 100 above 1 of 1. E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 */
public final class Wilson {

    /** The normal distribution's 97.5th percentile. */
    private static final double Z = 1.959964;

    private Wilson() {}

    /**
     * 0 to 1; 0 when there are none, or none positive.
     *
     * @param positive 0 to {@code all}
     */
    public static double lowerBound(long positive, long all) {
        if (positive < 0 || positive > all) {
            throw new IllegalArgumentException("%d positive of %d".formatted(positive, all));
        }
        if (positive == 0) {
            return 0;
        }
        double share = (double) positive / all;
        double zz = Z * Z;
        double centre = share + zz / (2 * all);
        double margin = Z * Math.sqrt((share * (1 - share) + zz / (4 * all)) / all);
        return (centre - margin) / (1 + zz / all);
    }
}
