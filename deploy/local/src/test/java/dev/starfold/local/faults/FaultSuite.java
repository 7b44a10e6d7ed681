package dev.starfold.local.faults;

import dev.starfold.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The command behind {@code deploy/faults}: starts a system of its own, does it every harm once and then, for as long as there is
 * time, two or three harms at once, and prints what came of it.
 */
public final class FaultSuite {

    private static final String USAGE = """
            usage: deploy/faults [--minutes N] [--seed S] [--only NAME] [--replicas N] [--out FILE]

              --minutes    go on with random combinations until N minutes are over (default: 0, every fault once)
              --seed       choose as that run did (default: another one each time, printed)
              --only       only faults that the regular expression NAME is found in, one at a time, for as long as there is
                           time; "together": only the combinations
              --replicas   processes of each service (default: 2)
              --out        where the table is written (default: deploy/.data/faults.md)
            """;

    private FaultSuite() {}

    /** Ends with 0 when nothing was lost, doubled, or drifted, and all healed; with 1 otherwise. */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        Path home = Path.of(System.getProperty("starfold.home", ".")).toAbsolutePath();
        Map<String, String> options = new HashMap<>(Map.of(
                "--minutes",
                "0",
                "--seed",
                Long.toString(new Random().nextInt(1_000_000)),
                "--only",
                "",
                "--replicas",
                "2",
                "--out",
                home.resolve("deploy/.data/faults.md").toString()));
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || options.replace(arguments[i], arguments[i + 1]) == null) {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
        boolean clean = run(
                home,
                Integer.parseInt(options.get("--minutes")),
                Long.parseLong(options.get("--seed")),
                options.get("--only"),
                Integer.parseInt(options.get("--replicas")),
                Path.of(options.get("--out")));
        System.exit(clean ? 0 : 1);
    }

    static boolean run(Path home, int minutes, long seed, String only, int replicas, Path out) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
        Path data = Files.createTempDirectory("starfold-faults-");
        System.out.printf("seed %d; journal and logs in %s%n", seed, data);
        Map<Service, Integer> processes = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            processes.put(service, replicas);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(FaultSuite::endProcesses));
        boolean clean = true;
        try (Machine machine = new Machine(data);
                FaultedSystem system = FaultedSystem.start(home, data, processes, machine.wiring(), FaultSuite::print);
                Campaign campaign = new Campaign(system, seed, data.resolve("journal.ndjson"), FaultSuite::print)) {
            List<Fault> faults =
                    Faults.all(processes).stream().filter(FaultSuite::possible).toList();
            List<Fault> singles = faults.stream()
                    .filter(fault -> Pattern.compile(only).matcher(fault.name()).find())
                    .toList();
            Random random = new Random(seed);
            do {
                for (Fault fault : singles) {
                    clean &= campaign.round(fault, fault.name()).isClean();
                }
            } while (!only.isEmpty() && !singles.isEmpty() && Instant.now().isBefore(end));
            while (Instant.now().isBefore(end)) {
                clean &= campaign.round(Faults.together(faults, random), "two or three of them at once")
                        .isClean();
            }
            clean &= campaign.finish();
            String table = "Seed %d, %d of each service, %s.%n%n%s"
                    .formatted(seed, replicas, Instant.now(), campaign.table().markdown());
            System.out.println("\n" + table);
            Files.createDirectories(out.toAbsolutePath().getParent());
            Files.writeString(out, table);
        } catch (Throwable failed) {
            clean = false;
            throw failed;
        } finally {
            if (clean) {
                delete(data);
            } else {
                System.out.println("What happened is in " + data);
            }
        }
        return clean;
    }

    private static boolean possible(Fault fault) {
        String missing = fault.missing();
        if (missing != null) {
            System.out.println("left out: " + fault.name() + ": " + missing);
        }
        return missing == null;
    }

    /** When interrupted: no process is left behind. */
    private static void endProcesses() {
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    }

    private static void print(String line) {
        System.out.println(Instant.now().toString().substring(11, 19) + "  " + line);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
