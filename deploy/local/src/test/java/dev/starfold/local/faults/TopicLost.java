package dev.starfold.local.faults;

import dev.starfold.local.Service;
import java.util.Random;

/** A topic deleted with all it holds; then what the runbook says: it is sent again, and rebuilt from by those who read it. */
record TopicLost(Service owner) implements Fault {

    @Override
    public String name() {
        return Topics.of(owner) + " lost and sent again";
    }

    @Override
    public boolean needsOperator() {
        return true;
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        try (Topics topics = new Topics(system.bootstrapServers())) {
            topics.delete(Topics.of(owner));
        }
        Thread.sleep(random.nextInt(10_000));
        Operator operator = new Operator(system);
        operator.perform(owner, "republish");
        for (Service reader : Topics.readers(owner)) {
            operator.perform(reader, "rebuilds");
        }
    }
}
