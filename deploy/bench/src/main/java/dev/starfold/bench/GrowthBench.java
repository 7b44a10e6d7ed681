package dev.starfold.bench;

import dev.starfold.bench.growth.Growth;
import dev.starfold.bench.report.Report;
import dev.starfold.embedded.ServerException;
import dev.starfold.local.LocalSystem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The command behind {@code deploy/bench/growth}. */
public final class GrowthBench {

    private static final String USAGE = """
            usage: deploy/bench/growth [--small N] [--large N] [--plans DIR] [--out DIR] [--data DIR]

              Times every query at two sizes of what is stored, and keeps the plans of the larger.

              --small, --large   reviews, with two reactions each (100000, 10000000; about 5 KB of disk for each review)
              --plans            where the plans go, a file for each query (deploy/bench/plans)
              --out              where bench.md, bench.json and bench.svg go (deploy/bench/target/growth)
              --data             where the system keeps its data while it runs (deploy/bench/target/data); it is deleted afterwards
            """;

    private GrowthBench() {}

    /** Arguments as in the usage; the system property {@code starfold.home} names the checkout. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("starfold.home", ".")).toAbsolutePath();
        Path bench = home.resolve("deploy").resolve("bench");
        Map<String, String> chosen = new HashMap<>(Map.of(
                "--small", "100000",
                "--large", "10000000",
                "--plans", bench.resolve("plans").toString(),
                "--out", bench.resolve("target/growth").toString(),
                "--data", bench.resolve("target/data").toString()));
        for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
            if (chosen.computeIfPresent(rest.next(), (name, standard) -> rest.hasNext() ? rest.next() : null) == null) {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
        try {
            System.exit(run(home, chosen) ? 0 : 1);
        } catch (LocalSystem.StartException | ServerException clear) {
            System.err.println(clear.getMessage());
            System.exit(2);
        }
    }

    private static boolean run(Path home, Map<String, String> chosen) throws Exception {
        Path data = Path.of(chosen.getOrDefault("--data", "")).toAbsolutePath();
        Path out = Path.of(chosen.getOrDefault("--out", "")).toAbsolutePath();
        try (Lab lab = Lab.start(home, data, Map.of(), Scale.FULL)) {
            Report report = Report.toScreen(MachineFacts.of(lab, home));
            Growth.run(
                    lab,
                    Integer.parseInt(chosen.getOrDefault("--small", "")),
                    Integer.parseInt(chosen.getOrDefault("--large", "")),
                    lab.postgresLog(),
                    Path.of(chosen.getOrDefault("--plans", "")).toAbsolutePath(),
                    report);
            report.write(out);
            System.out.println("\n" + report.table() + "\n" + out);
            return report.isSound();
        }
    }
}
