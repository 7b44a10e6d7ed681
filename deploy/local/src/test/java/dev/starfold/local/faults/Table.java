package dev.starfold.local.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each fault did, over all the times that it was injected. */
final class Table {

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private static final class Row {
        private int times;
        private long acknowledged;
        private int lost;
        private int doubled;
        private int drift;
        private int broken;
        private final List<Duration> recoveries = new ArrayList<>();
    }

    void add(String fault, Verdict verdict, List<Duration> recovery) {
        Row row = rows.computeIfAbsent(fault, none -> new Row());
        row.times++;
        row.acknowledged += verdict.acknowledged();
        row.lost += verdict.lost().size();
        row.doubled += verdict.doubled().size();
        row.drift += verdict.drift().size();
        row.broken += verdict.broken().size();
        row.recoveries.addAll(recovery);
    }

    /** As Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder("""
                | fault | times | acknowledged | lost | doubled | drift | broken promises | recovery p50 | max |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|
                """);
        rows.forEach((fault, row) -> {
            List<Duration> sorted = row.recoveries.stream().sorted().toList();
            text.append("| %s | %d | %d | %d | %d | %d | %d | %s | %s |%n"
                    .formatted(
                            fault,
                            row.times,
                            row.acknowledged,
                            row.lost,
                            row.doubled,
                            row.drift,
                            row.broken,
                            sorted.isEmpty() ? "never" : seconds(sorted.get(sorted.size() / 2)),
                            sorted.isEmpty() ? "never" : seconds(sorted.getLast())));
        });
        return text.toString();
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
