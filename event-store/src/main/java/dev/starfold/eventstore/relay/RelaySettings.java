package dev.starfold.eventstore.relay;

import java.time.Duration;
import java.util.List;

/**
 * Where and how a {@link Relay} publishes.
 *
 * @param topic created when missing, kept for ever
 * @param passing further topics, for events that are not kept for ever
 * @param partitions of a topic that the relay creates
 * @param replication of a topic that the relay creates
 * @param source the CloudEvents source, such as {@code /review-service}
 * @param owner names this instance in the lease
 * @param batch events read and sent at once
 * @param lease how long an instance that fell silent keeps the others waiting
 * @param poll how often an idle relay looks for events that nobody signalled
 */
public record RelaySettings(
        String topic,
        List<PassingTopic> passing,
        int partitions,
        short replication,
        String source,
        String owner,
        int batch,
        Duration lease,
        Duration poll) {

    /** The same, with one topic. */
    public RelaySettings(
            String topic,
            int partitions,
            short replication,
            String source,
            String owner,
            int batch,
            Duration lease,
            Duration poll) {
        this(topic, List.of(), partitions, replication, source, owner, batch, lease, poll);
    }

    /** The same, with a further topic. */
    public RelaySettings with(PassingTopic further) {
        return new RelaySettings(topic, List.of(further), partitions, replication, source, owner, batch, lease, poll);
    }

    /** 1,000 events a batch, a lease of 5 s, a poll every second. */
    public static RelaySettings of(String topic, int partitions, int replication, String source, String owner) {
        return new RelaySettings(
                topic,
                partitions,
                (short) replication,
                source,
                owner,
                1_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1));
    }
}
