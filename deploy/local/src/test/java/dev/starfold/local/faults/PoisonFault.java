package dev.starfold.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.local.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Records on a topic that nobody can read: whoever reads it sets all of them aside, and a replay is refused. */
record PoisonFault(Service owner) implements Fault {

    @Override
    public String name() {
        return "poison on " + Topics.of(owner);
    }

    @Override
    public boolean needsOperator() {
        return true;
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        Operator operator = new Operator(system);
        Map<Service, Long> before = new HashMap<>();
        for (Service reader : Topics.readers(owner)) {
            before.put(reader, count(operator, reader));
        }
        int sent;
        try (Topics topics = new Topics(system.bootstrapServers())) {
            var poison = Poison.records(Topics.of(owner), random);
            topics.send(poison);
            sent = poison.size();
        }
        for (Service reader : before.keySet()) {
            awaitSetAside(operator, reader, before.get(reader) + sent);
            JsonNode letter =
                    operator.get(reader, "/dead-letters?limit=1").get("items").get(0);
            operator.requireRefusal(reader, "/dead-letters/" + letter.get("id").asText() + "/replay");
        }
    }

    private static void awaitSetAside(Operator operator, Service reader, long wanted) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (count(operator, reader) < wanted) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("%s-service has set aside %d records of %d"
                        .formatted(reader.title(), count(operator, reader), wanted));
            }
            Thread.sleep(200);
        }
    }

    private static long count(Operator operator, Service reader) throws Exception {
        return operator.get(reader, "").at("/deadLetters/count").asLong();
    }
}
