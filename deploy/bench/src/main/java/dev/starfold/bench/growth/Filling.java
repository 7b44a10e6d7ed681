package dev.starfold.bench.growth;

import dev.starfold.bench.Lab;
import dev.starfold.bench.log.Backlog;
import dev.starfold.bench.log.Settled;
import dev.starfold.local.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Puts reviews, each with two reactions, into all tables of all services; indexes are built when all is there. */
final class Filling {

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
                () -> without(Service.REACTION, () -> without(Service.RATING, () -> fill(filled, count))));
        filled = count;
    }

    /** The services' databases side by side. */
    private @Nullable Void fill(int first, int behind) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<@Nullable Void>> fillings = new ArrayList<>();
            for (Service service : Service.values()) {
                fillings.add(() -> fill(service, first, behind));
            }
            for (Future<?> filled : threads.invokeAll(fillings)) {
                filled.get();
            }
        }
        return null;
    }

    private @Nullable Void fill(Service service, int first, int behind) throws Exception {
        lab.sql(service, resource("shape.sql"));
        lab.sql(service, resource("unindexed.sql"));
        lab.sql(
                service,
                resource(service.title() + ".sql")
                        .replace("${first}", Integer.toString(first))
                        .replace("${behind}", Integer.toString(behind)));
        lab.sql(service, resource("indexed.sql"));
        lab.sql(service, "vacuum analyze");
        return null;
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
