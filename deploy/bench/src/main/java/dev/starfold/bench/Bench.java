package dev.starfold.bench;

import dev.starfold.bench.report.Report;
import dev.starfold.bench.scenario.Freshness;
import dev.starfold.bench.scenario.Posting;
import dev.starfold.bench.scenario.Projecting;
import dev.starfold.bench.scenario.Reacting;
import dev.starfold.bench.scenario.Reading;
import dev.starfold.bench.scenario.Rebuilding;
import dev.starfold.bench.scenario.Resident;
import dev.starfold.bench.scenario.Starting;
import dev.starfold.embedded.ServerException;
import dev.starfold.local.LocalSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The command behind {@code deploy/bench/run}: starts the packaged system, runs the scenarios, reports. */
public final class Bench {

    // Those that empty rating-service come last.
    private static final List<Scenario> SCENARIOS = List.of(
            new Posting(),
            new Reacting(),
            new Reading(),
            new Freshness(),
            new Resident(),
            new Starting(),
            new Projecting(),
            new Rebuilding());

    private Bench() {}

    /** Arguments as {@link Arguments#USAGE} says; the system property {@code starfold.home} names the checkout. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("starfold.home", ".")).toAbsolutePath();
        List<String> given = List.of(arguments);
        String names = SCENARIOS.stream().map(Scenario::name).collect(Collectors.joining(", "));
        if (given.contains("--help") || given.contains("-h")) {
            System.out.print(Arguments.USAGE.formatted(names));
            return;
        }
        try {
            Arguments parsed = Arguments.parse(home.resolve("deploy").resolve("bench"), given);
            System.exit(run(home, parsed) ? 0 : 1);
        } catch (Arguments.UsageException wrong) {
            System.err.print(wrong.getMessage() + "\n\n" + Arguments.USAGE.formatted(names));
        } catch (Missing | LocalSystem.StartException | ServerException clear) {
            System.err.println(clear.getMessage());
        }
        System.exit(2);
    }

    private static boolean run(Path home, Arguments arguments) throws Exception {
        List<Scenario> chosen = chosen(arguments.only());
        try (Lab lab = Lab.start(home, arguments.data(), arguments.replicas(), arguments.scale())) {
            Report report = Report.toScreen(MachineFacts.of(lab, home));
            for (Scenario scenario : chosen) {
                report.say(scenario.name());
                try {
                    scenario.run(lab, report);
                } catch (Missing missing) {
                    throw missing;
                } catch (Exception failed) {
                    report.fail(scenario.name(), failed.toString());
                }
            }
            report.write(arguments.out());
            System.out.println("\n" + report.table() + "\n" + arguments.out());
            return report.isSound();
        }
    }

    private static List<Scenario> chosen(List<String> only) {
        for (String name : only) {
            if (SCENARIOS.stream().noneMatch(scenario -> scenario.name().equals(name))) {
                throw new Arguments.UsageException("there is no scenario '" + name + "'");
            }
        }
        return SCENARIOS.stream()
                .filter(scenario -> only.isEmpty() || only.contains(scenario.name()))
                .toList();
    }
}
