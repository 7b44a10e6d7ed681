package dev.starfold.local.faults;

import dev.starfold.local.Service;
import java.util.Random;

/** Records of a topic once more, in an order of chance. */
record Redelivery(Service owner) implements Fault {

    private static final int MOST = 5_000;

    @Override
    public String name() {
        return "records of " + Topics.of(owner) + " again, shuffled";
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        try (Topics topics = new Topics(system.bootstrapServers())) {
            topics.redeliver(Topics.of(owner), MOST, random);
        }
    }
}
