package dev.starfold.rating.projection;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the log of reviews. */
@ApplicationScoped
class ReviewConsumer {

    private final LogConsumer<ReviewState> log;

    ReviewConsumer(ReviewProjection projection, LogConsumer.Tools tools) {
        log = new LogConsumer<>(Channels.REVIEWS, ReviewDecoder::decode, projection::apply, tools);
    }

    @Incoming(Channels.REVIEWS)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> poll) {
        log.consume(poll);
    }
}
