package dev.starfold.local.faults;

import dev.starfold.local.Service;
import java.util.Random;

/** A topic deleted with all it holds. */
record TopicLost(Service owner) implements Fault {

    @Override
    public String name() {
        return Topics.of(owner) + " lost";
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        try (Topics topics = new Topics(system.bootstrapServers())) {
            topics.delete(Topics.of(owner));
        }
        Thread.sleep(random.nextInt(10_000));
    }
}
