package dev.starfold.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.local.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each strike once, one after another, on a system that is spoken to: what was acknowledged counts afterwards, once. Chosen by
 * {@code -Dstrikes=<part of the name>}; not part of the build, which runs the suite's short form.
 */
class EachStrike {

    @TempDir
    static Path data;

    private static SmallDisk postgresDisk;
    private static SmallDisk kafkaDisk;
    private static HarmfulWiring wiring;
    private static FaultedSystem system;
    private static Speakers speakers;

    @BeforeAll
    static void start() throws Exception {
        if (SmallDisk.missing() == null) {
            postgresDisk = SmallDisk.mount(data.resolve("postgres"), 1024);
            kafkaDisk = SmallDisk.mount(data.resolve("kafka"), 512);
        }
        wiring = new HarmfulWiring(data.resolve("clocks"));
        Path home = Path.of("").toAbsolutePath().getParent().getParent();
        system = FaultedSystem.start(home, data, Map.of(), wiring, line -> System.out.println("    " + line));
        speakers = new Speakers(system);
    }

    @AfterAll
    static void stop() throws Exception {
        speakers.close();
        system.close();
        wiring.close();
        if (postgresDisk != null) {
            postgresDisk.close();
            kafkaDisk.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> strikes() {
        String chosen = System.getProperty("strikes", "");
        return Strikes.all().stream()
                .filter(fault -> fault.name().contains(chosen))
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> strike(fault)));
    }

    private static void strike(Fault fault) throws Exception {
        Assumptions.assumeTrue(fault.missing() == null, fault::missing);
        System.out.println("strike: " + fault.name());
        long before = speakers.acknowledged();
        fault.strike(system, new Random(fault.name().hashCode()));
        long healing = System.nanoTime();
        await().atMost(Duration.ofSeconds(180)).until(() -> speakers.acknowledged() > before + 5);
        speakers.pause();
        try {
            await().atMost(Duration.ofSeconds(180))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> speakers.assertCounted());
            System.out.printf(
                    "healed: %s, after %d s, %d acknowledged meanwhile%n",
                    fault.name(),
                    Duration.ofNanos(System.nanoTime() - healing).toSeconds(),
                    speakers.acknowledged() - before);
            for (Service service : Service.values()) {
                JsonNode verified = new Operator(system).perform(service, "verifications");
                assertThat(verified.get("drift").asInt())
                        .as("%s: %s", service, verified)
                        .isZero();
            }
        } finally {
            speakers.goOn();
        }
    }
}
