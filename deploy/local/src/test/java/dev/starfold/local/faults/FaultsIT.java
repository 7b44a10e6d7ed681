package dev.starfold.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.local.Part;
import dev.starfold.local.Wiring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short form of the suite: every process of the system is killed once while users are at work. */
class FaultsIT {

    /** {@code kill -9} of one after another, sooner than all are back. */
    private record KillingOfEach() implements Fault {

        @Override
        public String name() {
            return "kill -9 of each process";
        }

        @Override
        public void strike(FaultedSystem system, Random random) throws Exception {
            for (Part part : system.parts().reversed()) {
                FaultedSystem.signal(part.pid(), "KILL");
                Thread.sleep(1_000);
            }
        }
    }

    @Test
    void nothingIsLostDoubledOrDriftsThoughEveryProcessIsKilled() throws Exception {
        Path home = Path.of("").toAbsolutePath().getParent().getParent();
        // Not a temporary one: after a failure its logs tell why.
        Path data = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "faults-");
        try (FaultedSystem system = FaultedSystem.start(home, data, Map.of(), Wiring.PLAIN, System.out::println);
                Campaign campaign = new Campaign(system, 1, data.resolve("journal.ndjson"), System.out::println)) {
            Verdict verdict = campaign.round(new KillingOfEach(), "kill -9 of each process");
            assertThat(verdict.lines()).as("logs in " + data).isEmpty();
            assertThat(verdict.acknowledged()).isPositive();
        }
    }
}
