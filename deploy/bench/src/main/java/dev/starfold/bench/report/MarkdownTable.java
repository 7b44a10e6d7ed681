package dev.starfold.bench.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures as people read them. */
final class MarkdownTable {

    private MarkdownTable() {}

    static String of(Map<String, String> machine, List<Row> rows, List<String> failures) {
        StringBuilder text = new StringBuilder();
        text.append(machine.entrySet().stream()
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .collect(Collectors.joining(" · ", "", "\n\n")));
        failures.forEach(failure -> text.append("**FAILED** ").append(failure).append("\n\n"));
        text.append("| scenario | figure | Starfold | beside | ratio | target | met |\n");
        text.append("|---|---|---:|---|---:|---:|---|\n");
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(Row row) {
        Double ratio = row.ratio();
        Boolean met = row.met();
        return "| %s | %s | %s %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.scenario(),
                        row.figure(),
                        Figures.plain(row.median()),
                        row.unit(),
                        ratio == null ? "" : row.anchor() + " " + Figures.plain(row.anchorMedian()),
                        ratio == null ? "" : Figures.plain(ratio),
                        row.target() == null ? "" : row.target().toString(),
                        met == null ? "" : met ? "yes" : "**no**");
    }
}
