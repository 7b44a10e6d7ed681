package dev.starfold.reaction.reviews;

import dev.starfold.eventstore.projection.LogConsumer;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the log of reviews; whoever awaits one is told after each poll. */
@ApplicationScoped
class ReviewConsumer {

    static final String CHANNEL = "review-events";

    private final LogConsumer<ReviewState> log;

    ReviewConsumer(ReviewTable reviews, Arrivals arrivals, KafkaClientService clients, LogConsumer.Tools tools) {
        log = new LogConsumer<>(
                reviews.source(() -> arrivals.check()),
                offsets -> clients.getConsumer(CHANNEL).commit(offsets).await().indefinitely(),
                tools);
    }

    @Incoming(CHANNEL)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> poll) {
        log.consume(poll);
    }
}
