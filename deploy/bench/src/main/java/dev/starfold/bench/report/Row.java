package dev.starfold.bench.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table: a figure of each round, with the anchor's beside it.
 *
 * @param scenario that measured it
 * @param figure what it is
 * @param anchor what it is compared with; empty for nothing
 * @param starfold one value a round
 * @param anchors one value a round; empty without an anchor
 * @param target null for a figure that is only told
 */
public record Row(
        String scenario,
        String figure,
        String unit,
        String anchor,
        List<Double> starfold,
        List<Double> anchors,
        @Nullable Target target) {

    /** A figure that is only told. */
    public static Row of(String scenario, String figure, String unit, List<Double> starfold) {
        return new Row(scenario, figure, unit, "", starfold, List.of(), null);
    }

    /** The same with a target of its own. */
    public Row to(Target target) {
        return new Row(scenario, figure, unit, anchor, starfold, anchors, target);
    }

    /** The same beside what it is compared with. */
    public Row beside(String anchor, List<Double> anchors) {
        return new Row(scenario, figure, unit, anchor, starfold, anchors, target);
    }

    double median() {
        return Figures.median(starfold);
    }

    double anchorMedian() {
        return Figures.median(anchors);
    }

    /** Starfold's median divided by the anchor's; null without an anchor. */
    @Nullable Double ratio() {
        return anchors.isEmpty() ? null : median() / anchorMedian();
    }

    /** Null without a target. */
    @Nullable Boolean met() {
        if (target == null) {
            return null;
        }
        Double ratio = ratio();
        return target.isMet(target.ofRatio() && ratio != null ? ratio : median());
    }
}
