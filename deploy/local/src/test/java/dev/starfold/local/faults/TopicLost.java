package dev.starfold.local.faults;

import dev.starfold.local.Service;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A topic deleted with all it holds; then what the runbook says: it is sent again, and rebuilt from by those who read it. */
record TopicLost(Service owner) implements Fault {

    private static final Map<Service, List<Service>> READERS = Map.of(
            Service.REVIEW, List.of(Service.RATING, Service.REACTION),
            Service.REACTION, List.of(Service.RATING, Service.REVIEW),
            Service.RATING, List.of());

    String topic() {
        return owner.title() + "-events";
    }

    @Override
    public String name() {
        return topic() + " lost and sent again";
    }

    @Override
    public boolean needsOperator() {
        return true;
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        try (Topics topics = new Topics(system.bootstrapServers())) {
            topics.delete(topic());
        }
        Thread.sleep(random.nextInt(10_000));
        Operator operator = new Operator(system);
        operator.perform(owner, "republish");
        for (Service reader : READERS.get(owner)) {
            operator.perform(reader, "rebuilds");
        }
    }
}
