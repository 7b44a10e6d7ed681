package dev.starfold.bench.growth;

import dev.starfold.bench.Lab;
import dev.starfold.bench.log.Backlog;
import dev.starfold.bench.log.Settled;
import dev.starfold.local.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Puts reviews, each with two reactions, into all tables of all services, as if they had come one by one. */
final class Filling {

    // A transaction each.
    private static final int CHUNK = 1_000_000;

    private final Lab lab;
    private int filled;

    Filling(Lab lab) {
        this.lab = lab;
    }

    /** Fills up to so many, while no service runs. */
    void fillTo(int count) throws Exception {
        if (filled == 0) {
            Backlog.of(lab, "template", 1, 1);
            Settled.await(lab);
        }
        without(
                Service.REVIEW,
                () -> without(
                        Service.REACTION,
                        () -> without(Service.RATING, () -> {
                            while (filled < count) {
                                int behind = Math.min(filled + CHUNK, count);
                                for (Service service : Service.values()) {
                                    lab.sql(service, resource("shape.sql"));
                                    lab.sql(
                                            service,
                                            resource(service.title() + ".sql")
                                                    .replace("${first}", Integer.toString(filled))
                                                    .replace("${behind}", Integer.toString(behind)));
                                }
                                filled = behind;
                            }
                            for (Service service : Service.values()) {
                                lab.sql(service, "vacuum analyze");
                            }
                            return null;
                        })));
    }

    private <T> T without(Service service, Callable<T> action) throws Exception {
        return lab.part(service).away(action);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Filling.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
