package dev.starfold.bench.log;

import dev.starfold.bench.Lab;
import dev.starfold.local.Service;
import java.time.Duration;
import java.util.Map;

/** Waits until every event is where it is read: sent by its relay, and applied by each projection. */
public final class Settled {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final String UNSENT = """
            select (select coalesce(max(position), 0) from event)
                   - coalesce((select cursor from relay where topic = '%s'), 0)
            """;

    /** Who reads which log. */
    private static final Map<String, String> READERS = Map.of(
            "rating-service", "review-events",
            "rating-service-reactions", "reaction-events",
            "reaction-service", "review-events",
            "review-service", "reaction-events");

    private Settled() {}

    /** Returns when all logs are read to their ends. */
    public static void await(Lab lab) throws Exception {
        awaitSent(lab);
        try (Offsets offsets = new Offsets(lab.bootstrapServers())) {
            for (Map.Entry<String, String> reader : READERS.entrySet()) {
                until(() -> offsets.committed(reader.getKey(), reader.getValue())
                        >= Offsets.sum(offsets.ends(reader.getValue())));
            }
        }
    }

    /** Returns when every event is on its topic. */
    public static void awaitSent(Lab lab) throws Exception {
        for (Service service : new Service[] {Service.REVIEW, Service.REACTION}) {
            until(() -> lab.number(service, UNSENT.formatted(service.title() + "-events")) <= 0);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the logs were not read to their ends in " + PATIENCE);
            }
            Thread.sleep(10);
        }
    }
}
