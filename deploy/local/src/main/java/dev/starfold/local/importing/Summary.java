package dev.starfold.local.importing;

import dev.starfold.local.importing.Sink.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of the reviews so far; names the first that were rejected. */
final class Summary {

    private static final int NAMED = 100;

    private final long began = System.nanoTime();
    private final List<Rejected> named = new ArrayList<>();
    private long accepted;
    private long unchanged;
    private long rejected;

    /** @param places where in the file the lines of the chunk are, in its order */
    void add(Answer answer, List<String> places) {
        accepted += answer.accepted();
        unchanged += answer.unchanged();
        rejected += answer.rejectedCount();
        for (Answer.Line line : answer.rejected()) {
            boolean known = line.line() >= 1 && line.line() <= places.size();
            name(new Rejected(known ? places.get(line.line() - 1) : "?", line.field(), line.message()));
        }
    }

    void reject(Rejected review) {
        rejected++;
        name(review);
    }

    private void name(Rejected review) {
        if (named.size() < NAMED) {
            named.add(review);
        }
    }

    long done() {
        return accepted + unchanged + rejected;
    }

    long rejected() {
        return rejected;
    }

    Duration time() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Reviews a second since the beginning. */
    long rate() {
        return Math.round(done() / Math.max(0.001, time().toNanos() / 1e9));
    }

    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d accepted, %,d unchanged, %,d rejected in %s (%,d reviews/s)%n",
                accepted,
                unchanged,
                rejected,
                clock(time()),
                rate()));
        named.forEach(review -> text.append("  ").append(review).append('\n'));
        if (rejected > named.size()) {
            text.append(String.format(Locale.ROOT, "  … and %,d more%n", rejected - named.size()));
        }
        return text.toString();
    }

    /** Hours, minutes, seconds. */
    static String clock(Duration time) {
        return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
