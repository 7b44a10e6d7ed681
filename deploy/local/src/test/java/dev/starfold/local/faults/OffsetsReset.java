package dev.starfold.local.faults;

import dev.starfold.local.Service;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A service's groups begin with the first record again: done while the service is stopped, since a group in use keeps its own. */
record OffsetsReset(Service service) implements Fault {

    private static final Map<Service, List<String>> GROUPS = Map.of(
            Service.REVIEW, List.of("review-service"),
            Service.RATING, List.of("rating-service", "rating-service-reactions"),
            Service.REACTION, List.of("reaction-service"));

    @Override
    public String name() {
        return "offsets of " + service.title() + "-service reset to zero";
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        try (Topics topics = new Topics(system.bootstrapServers())) {
            Away.during(system.replicas(service), () -> {
                for (String group : GROUPS.get(service)) {
                    topics.resetOffsets(group);
                }
                return null;
            });
        }
        Readiness.await(system, service);
    }
}
