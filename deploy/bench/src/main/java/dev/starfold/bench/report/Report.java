package dev.starfold.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a run found: rows in the order in which they were measured, and what went wrong. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, String> machine;
    private final Consumer<String> progress;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    Report(Map<String, String> machine, Consumer<String> progress) {
        this.machine = machine;
        this.progress = progress;
    }

    /** With progress on the screen. */
    public static Report toScreen(Map<String, String> machine) {
        long began = System.nanoTime();
        return new Report(
                machine, line -> System.out.printf("%4d s  %s%n", (System.nanoTime() - began) / 1_000_000_000, line));
    }

    /** A figure. */
    public void add(Row row) {
        rows.add(row);
        Double ratio = row.ratio();
        progress.accept("  %s: %s %s%s"
                .formatted(
                        row.figure(),
                        Figures.plain(row.median()),
                        row.unit(),
                        ratio == null
                                ? ""
                                : " (%s %s: %s ×)"
                                        .formatted(
                                                row.anchor(),
                                                Figures.plain(row.anchorMedian()),
                                                Figures.plain(ratio))));
    }

    /** A line for whoever waits. */
    public void say(String line) {
        progress.accept(line);
    }

    /** A scenario has failed. */
    public void fail(String scenario, String why) {
        failures.add(scenario + ": " + why);
        progress.accept("FAILED " + scenario + ": " + why);
    }

    /** Whether nothing answered wrongly or broke; targets may be missed. */
    public boolean isSound() {
        return failures.isEmpty();
    }

    /** As Markdown. */
    public String table() {
        return MarkdownTable.of(machine, rows, failures);
    }

    /** Writes {@code bench.md}, {@code bench.json} and {@code bench.svg}. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("bench.md"), table());
        Map<String, Object> raw = new LinkedHashMap<>();
        raw.put("machine", machine);
        raw.put("failures", failures);
        raw.put("rows", rows);
        JSON.writeValue(folder.resolve("bench.json").toFile(), raw);
        String title = "Starfold, " + machine.getOrDefault("commit", "") + ", " + machine.getOrDefault("date", "")
                + ": how much of each target is reached";
        Files.writeString(folder.resolve("bench.svg"), Chart.of(title, rows));
    }
}
