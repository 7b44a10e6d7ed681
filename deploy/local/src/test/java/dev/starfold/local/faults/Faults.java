package dev.starfold.local.faults;

import dev.starfold.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Everything that can be done to a system. */
final class Faults {

    private Faults() {}

    static List<Fault> all(Map<Service, Integer> replicas) {
        List<Fault> all = new ArrayList<>();
        for (Service service : Service.values()) {
            all.add(Killing.of(service));
        }
        all.add(Killing.ofKafka());
        all.add(Killing.ofPostgres());
        if (replicas.values().stream().allMatch(count -> count > 1)) {
            all.add(Killing.ofOneOfEach());
            all.add(Killing.ofRelay(Service.REVIEW));
            all.add(Killing.ofRelay(Service.REACTION));
        }
        all.add(Zombie.ofRelay(Service.REVIEW));
        for (Service service : Service.values()) {
            all.add(Zombie.of(service));
        }
        all.add(new KafkaAway(Duration.ofMinutes(1)));
        for (Service service : Service.values()) {
            all.add(new KilledRebuild(service));
        }
        all.addAll(Strikes.all());
        return all;
    }

    /** Two or three of them at once. */
    static Fault together(List<Fault> faults, Random random) {
        List<Fault> chosen = new ArrayList<>();
        int wanted = 2 + random.nextInt(2);
        while (chosen.size() < wanted) {
            Fault next = faults.get(random.nextInt(faults.size()));
            if (!chosen.contains(next) && !next.needsOperator()) {
                chosen.add(next);
            }
        }
        return new Together(chosen);
    }
}
