package dev.starfold.rating.trend;

import dev.starfold.rating.statistics.Statistics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which days of a subject break from its own past. Pure: the days come in, and so does today.
 *
 * <p><b>Volume.</b> With x the day's count, m the median and MAD the median absolute deviation of the counts of the 28
 * calendar days before it (fewer where the subject is younger, but 7 at least; days without reviews count 0), the score is
 * {@code (x − m) ÷ max(1.4826·MAD, √max(m, 1))}: the modified z-score of Iglewicz and Hoaglin (How to Detect and Handle
 * Outliers, 1993, with their 1 ÷ 0.6745 written as 1.4826), whose deviation is at least that of a Poisson count, so that a
 * steady past doesn't make an anomaly of every change. Median and MAD aren't moved by an earlier anomaly.
 *
 * <p><b>Mean.</b> With n, s the count and sum of the day, N, S those of all days before, and μ = S ÷ N, the score is {@code
 * (s ÷ n − μ) ÷ (σ ÷ √n)}, where {@code σ² = Σ nᵢ·(sᵢ ÷ nᵢ − μ)² ÷ (k − 1)} over the k days before: the variance of a single
 * score as the spread of the days' means tells it (between-group mean square of a one-way analysis of variance), so that a
 * subject whose days differ anyway is judged by that. σ is 1 point at least. It takes 5 reviews on the day, and before it 20
 * on 7 days.
 *
 * <p>Either breaks at 3.5, as Iglewicz and Hoaglin recommend; volume above also needs 5 reviews. Today is not over yet: it
 * can't be too quiet.
 */
final class Anomalies {

    private static final double THRESHOLD = 3.5;
    private static final double DEVIATION_OF_MAD = 1.4826;
    private static final int WINDOW = 28;
    private static final int YOUNGEST = 7;
    private static final int FEWEST = 5;
    private static final int FEWEST_BEFORE = 20;

    private final List<Day> days;
    private final LocalDate today;
    private final List<Anomaly> found = new ArrayList<>();

    private Anomalies(List<Day> days, LocalDate today) {
        this.days = days;
        this.today = today;
    }

    /** @param days those on which anything counts, in order of time */
    static List<Anomaly> of(List<Day> days, LocalDate today) {
        var anomalies = new Anomalies(days, today);
        anomalies.judgeAll();
        return anomalies.found;
    }

    /**
     * What the days before add up to. {@code Σ nᵢ·(sᵢ ÷ nᵢ − μ)²} is {@code Σ sᵢ² ÷ nᵢ − S² ÷ N}.
     *
     * @param squares {@code Σ sᵢ² ÷ nᵢ}
     */
    private record Past(int days, long count, long sum, double squares) {

        private Past with(Day day) {
            double square = (double) day.sum() * day.sum() / day.count();
            return new Past(days + 1, count + day.count(), sum + day.sum(), squares + square);
        }

        private double deviation() {
            double between = squares - (double) sum * sum / count;
            return Math.max(1, Math.sqrt(Math.max(0, between) / (days - 1)));
        }
    }

    private void judgeAll() {
        var past = new Past(0, 0, 0, 0);
        for (int i = 0; i < days.size(); i++) {
            long age =
                    ChronoUnit.DAYS.between(days.getFirst().day(), days.get(i).day());
            if (age >= YOUNGEST) {
                judge(i, (int) Math.min(age, WINDOW), past);
            }
            past = past.with(days.get(i));
        }
    }

    private void judge(int i, int window, Past past) {
        var day = days.get(i);
        var counts = countsBefore(i, window);
        double median = median(counts);
        double mad =
                median(Arrays.stream(counts).map(it -> Math.abs(it - median)).toArray());
        double volume = (day.count() - median) / Math.max(DEVIATION_OF_MAD * mad, Math.sqrt(Math.max(median, 1)));
        var mean = meanScore(day, past);

        var reasons = new ArrayList<String>();
        if (volume >= THRESHOLD && day.count() >= FEWEST) {
            reasons.add("volume-high");
        } else if (volume <= -THRESHOLD && day.day().isBefore(today)) {
            reasons.add("volume-low");
        }
        if (mean != null && Math.abs(mean) >= THRESHOLD) {
            reasons.add(mean > 0 ? "mean-high" : "mean-low");
        }
        if (!reasons.isEmpty()) {
            found.add(new Anomaly(
                    day.day(),
                    day.count(),
                    rounded(median, 1),
                    Objects.requireNonNull(Statistics.mean(day.sum(), day.count())),
                    Objects.requireNonNull(Statistics.mean(past.sum(), past.count())),
                    rounded(volume, 2),
                    mean == null ? null : rounded(mean, 2),
                    List.copyOf(reasons)));
        }
    }

    /** Of each calendar day in the window before the day of that number; of most of a quiet subject's days, 0. */
    private double[] countsBefore(int i, int window) {
        var counts = new double[window];
        var day = days.get(i).day();
        for (int j = i - 1; j >= 0; j--) {
            int ago = (int) Math.min(ChronoUnit.DAYS.between(days.get(j).day(), day), Integer.MAX_VALUE);
            if (ago > window) {
                break;
            }
            counts[ago - 1] = days.get(j).count();
        }
        return counts;
    }

    private static @Nullable Double meanScore(Day day, Past past) {
        if (day.count() < FEWEST || past.days() < YOUNGEST || past.count() < FEWEST_BEFORE) {
            return null;
        }
        double difference = (double) day.sum() / day.count() - (double) past.sum() / past.count();
        return difference / (past.deviation() / Math.sqrt(day.count()));
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
