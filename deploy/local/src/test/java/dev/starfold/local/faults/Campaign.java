package dev.starfold.local.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** One fault after another on one system, each followed by judgement. */
final class Campaign implements AutoCloseable {

    private static final int CALM_MILLIS = 2_000;

    private final FaultedSystem system;
    private final Consumer<String> progress;
    private final Random random;
    private final Journal journal;
    private final Oracle oracle;
    private final Recovery recovery;
    private final Table table = new Table();
    private final Set<String> reported = new HashSet<>();
    private long judged;
    private int rounds;

    Campaign(FaultedSystem system, long seed, Path journal, Consumer<String> progress) throws Exception {
        this.system = system;
        this.progress = progress;
        this.random = new Random(seed);
        Files.createDirectories(journal.toAbsolutePath().getParent());
        this.journal = new Journal(journal);
        this.oracle = new Oracle(system, this.journal);
        this.recovery = new Recovery(system, this.journal::broken);
    }

    /** Strikes while users are at work, waits until all is well again, and judges what was said since the round before. */
    Verdict round(Fault fault, String row) throws Exception {
        rounds++;
        progress.accept("round %d: %s".formatted(rounds, fault.name()));
        String name = "r" + rounds + "-" + Long.toHexString(random.nextLong() & 0xFFFFFFL);
        World world = new World(name);
        Optional<Duration> healed;
        List<String> unhealed = new ArrayList<>();
        try (Checker checker = Checker.start(system, world, journal, random)) {
            Actor.pause(CALM_MILLIS);
            try {
                fault.strike(system, new Random(random.nextLong()));
            } catch (Exception failed) {
                unhealed.add("the strike failed: " + failed);
            }
            healed = recovery.measured();
            if (healed.isEmpty()) {
                unhealed.add("no review reached its rating within minutes of the end of " + fault.name());
            }
            recovery.unready().ifPresent(unhealed::add);
            Actor.pause(CALM_MILLIS);
        }
        Verdict all = oracle.judge(name);
        unhealed.addAll(all.broken());
        Verdict verdict = new Verdict(
                all.acknowledged() - judged, news(all.lost()), news(all.doubled()), news(all.drift()), unhealed);
        judged = all.acknowledged();
        table.add(row, verdict, healed.stream().toList());
        progress.accept("  %d acknowledged, recovered in %s%s"
                .formatted(
                        verdict.acknowledged(),
                        healed.map(Table::seconds).orElse("(never)"),
                        verdict.isClean() ? "" : "; VIOLATIONS:"));
        verdict.lines().forEach(line -> progress.accept("    " + line));
        return verdict;
    }

    /** What no earlier round has reported: the oracle always judges the whole journal. */
    private List<String> news(List<String> cases) {
        return cases.stream().filter(reported::add).toList();
    }

    /** Everything that was ever said, once more: true if all of it is accounted for. */
    boolean finish() throws Exception {
        Verdict verdict = oracle.judge(null);
        progress.accept("at the end: %d acknowledged in %d rounds%s"
                .formatted(
                        verdict.acknowledged(), rounds, verdict.isClean() ? ", all accounted for" : "; VIOLATIONS:"));
        verdict.lines().forEach(line -> progress.accept("    " + line));
        return verdict.isClean();
    }

    Table table() {
        return table;
    }

    @Override
    public void close() throws Exception {
        journal.close();
    }
}
