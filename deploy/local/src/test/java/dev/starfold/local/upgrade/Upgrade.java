package dev.starfold.local.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.local.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The command behind {@code deploy/upgrade}: two replicas of each service of one release on one PostgreSQL and one Kafka, users at
 * work, and every replica replaced by one of the other release, service by service; then back again. Every call must get its
 * answer, and in the end everything acknowledged must be counted, nothing drift, and nothing be set aside.
 */
public final class Upgrade {

    private static final int USERS = 8;
    private static final long PATIENCE_MILLIS = 120_000;

    private Upgrade() {}

    /** Ends with 0 when no call failed and nothing is missing. */
    public static void main(String[] arguments) throws Exception {
        Path older = Path.of(arguments[0]).toAbsolutePath();
        Path newer = Path.of(arguments[1]).toAbsolutePath();
        List<String> faults = run(older, newer);
        faults.stream().limit(20).forEach(fault -> print("FAULT " + fault));
        print(faults.isEmpty() ? "no call failed, nothing is missing" : faults.size() + " faults");
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    static List<String> run(Path older, Path newer) throws Exception {
        Path data = Files.createTempDirectory("starfold-upgrade-");
        print("logs in " + data);
        List<String> faults = new ArrayList<>();
        try (Fleet fleet = new Fleet(older, data)) {
            print("two replicas of each service of " + older);
            Visitors visitors = new Visitors(fleet, USERS);
            try (visitors) {
                replaceAll(fleet, newer, visitors);
                rebuild(visitors, faults);
                replaceAll(fleet, older, visitors);
            }
            print("%d calls, %d reviews acknowledged".formatted(visitors.calls(), visitors.acknowledged()));
            awaitCounted(visitors, faults);
            verify(visitors, faults);
            faults.addAll(visitors.failures());
        }
        return faults;
    }

    private static void replaceAll(Fleet fleet, Path home, Visitors visitors) throws Exception {
        for (Service service : Service.values()) {
            fleet.replace(service, home);
            print("%s-service is of %s; %d calls, %d failed"
                    .formatted(
                            service.title(),
                            home,
                            visitors.calls(),
                            visitors.failures().size()));
        }
    }

    /** As a release that changes a read model has it done. */
    private static void rebuild(Visitors visitors, List<String> faults) throws Exception {
        for (Service service : Service.values()) {
            JsonNode job = ended(visitors, service, "/rebuilds");
            if (!job.path("status").asText().equals("done")) {
                faults.add("the rebuild of " + service.title() + ": " + job);
            }
        }
        print("all read models are rebuilt");
    }

    private static void awaitCounted(Visitors visitors, List<String> faults) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        List<String> missing = visitors.missing();
        while (!missing.isEmpty() && System.currentTimeMillis() < end) {
            Thread.sleep(500);
            missing = visitors.missing();
        }
        faults.addAll(missing);
    }

    private static void verify(Visitors visitors, List<String> faults) throws Exception {
        for (Service service : Service.values()) {
            JsonNode job = ended(visitors, service, "/verifications");
            if (job.path("drift").asInt(-1) != 0) {
                faults.add("drift in " + service.title() + ": " + job);
            }
            JsonNode overview = visitors.operations(service, "GET", "", 200);
            if (overview.at("/deadLetters/count").asInt(-1) != 0) {
                faults.add("set aside in " + service.title() + ": " + overview);
            }
        }
    }

    private static JsonNode ended(Visitors visitors, Service service, String kind) throws Exception {
        String id = visitors.operations(service, "POST", kind, 202).path("id").asText();
        JsonNode job = visitors.operations(service, "GET", kind + "/" + id, 200);
        while (job.path("status").asText().equals("running")) {
            Thread.sleep(200);
            job = visitors.operations(service, "GET", kind + "/" + id, 200);
        }
        return job;
    }

    static void print(String line) {
        System.out.println(Instant.now().toString().substring(11, 19) + "  " + line);
    }
}
