package dev.starfold.local.faults;

import java.util.List;
import java.util.Random;

/** Records on a topic that no relay sent. */
record TopicFault(String name, String topic, Harm harm) implements Fault {

    private static final List<String> TOPICS = List.of("review-events", "reaction-events", "rating-events");

    interface Harm {
        void to(Topics topics, String topic, Random random) throws Exception;
    }

    static List<Fault> all() {
        return TOPICS.stream()
                .flatMap(topic -> List.<Fault>of(
                        new TopicFault("poison on " + topic, topic, TopicFault::poison),
                        new TopicFault("records of " + topic + " again, shuffled", topic, TopicFault::again))
                        .stream())
                .toList();
    }

    private static void poison(Topics topics, String topic, Random random) throws Exception {
        topics.send(Poison.records(topic, random));
    }

    private static void again(Topics topics, String topic, Random random) throws Exception {
        topics.redeliver(topic, 5_000, random);
    }

    @Override
    public void strike(FaultedSystem system, Random random) throws Exception {
        try (Topics topics = new Topics(system.bootstrapServers())) {
            harm.to(topics, topic, random);
        }
    }
}
