package dev.starfold.reaction.reviews;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes the review log poll by poll: decode, apply, set aside what can't be applied, then commit the offsets, each step
 * only after the one before is durable. Whatever is away, it waits and tries again; it never skips. A poll that comes
 * again changes nothing but may set a bad record aside twice.
 */
@ApplicationScoped
class ReviewConsumer {

    static final String CHANNEL = "review-events";

    private static final Logger LOG = Logger.getLogger(ReviewConsumer.class);

    private final ReviewTable reviews;
    private final Arrivals arrivals;
    private final DeadLetters deadLetters;
    private final ProjectionMetrics metrics;
    private final KafkaClientService clients;
    private final Patience patience;

    ReviewConsumer(
            ReviewTable reviews,
            Arrivals arrivals,
            DeadLetters deadLetters,
            ProjectionMetrics metrics,
            KafkaClientService clients,
            Patience patience) {
        this.reviews = reviews;
        this.arrivals = arrivals;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clients = clients;
        this.patience = patience;
    }

    /** A record with what it says. */
    private record Decoded(ConsumerRecord<byte[], byte[]> record, ReviewState state) {}

    @Incoming(CHANNEL)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> poll) {
        try {
            process(poll);
        } catch (InterruptedException e) {
            LOG.infof("Stopped amid a poll of %d records: they will come again", poll.count());
        }
    }

    private void process(ConsumerRecords<byte[], byte[]> poll) throws InterruptedException {
        var decoded = new ArrayList<Decoded>(poll.count());
        var setAside = new ArrayList<DeadLetter>();
        for (var record : poll) {
            try {
                decoded.add(new Decoded(record, ReviewDecoder.decode(record.value())));
            } catch (UnreadableRecord e) {
                setAside.add(new DeadLetter(record, String.valueOf(e.getMessage())));
            }
        }
        int news = apply(decoded, setAside);
        arrivals.check();
        if (!setAside.isEmpty()) {
            patience.untilDone("setting records aside", () -> deadLetters.send(setAside));
        }
        commit(poll);
        metrics.applied(poll.count(), news, setAside.size());
    }

    /**
     * Where the data itself is refused, halves the records until the culprit stands alone. Halving happens before a review's
     * records are reduced to its newest, so a refused version doesn't take the accepted one before it along.
     */
    private int apply(List<Decoded> records, List<DeadLetter> setAside) throws InterruptedException {
        var states = records.stream().map(Decoded::state).toList();
        try {
            return patience.untilDone("applying review events", () -> DatabaseFaults.await(reviews.apply(states)));
        } catch (Refused e) {
            if (records.size() == 1) {
                setAside.add(new DeadLetter(records.getFirst().record(), String.valueOf(e.getMessage())));
                return 0;
            }
            int half = records.size() / 2;
            return apply(records.subList(0, half), setAside) + apply(records.subList(half, records.size()), setAside);
        }
    }

    /** Refused when the partitions were given to another meanwhile: there the records come again, and change nothing. */
    private void commit(ConsumerRecords<byte[], byte[]> poll) throws InterruptedException {
        try {
            patience.untilDone("committing offsets", () -> {
                try {
                    return clients.getConsumer(CHANNEL)
                            .commit(poll.nextOffsets())
                            .await()
                            .indefinitely();
                } catch (CommitFailedException | RebalanceInProgressException e) {
                    throw new Refused("offsets not committed: " + e.getMessage(), e);
                }
            });
        } catch (Refused e) {
            LOG.infof("The records of a poll will come again: %s", e.getMessage());
        }
    }
}
