package dev.starfold.rating.projection;

import dev.starfold.eventstore.projection.LogConsumer;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the log of reviews. */
@ApplicationScoped
class ReviewConsumer {

    private final LogConsumer<ReviewState> log;

    ReviewConsumer(ReviewProjection projection, Consumers consumers) {
        log = consumers.of(projection.source());
    }

    @Incoming(Channels.REVIEWS)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> poll) {
        log.consume(poll);
    }
}
