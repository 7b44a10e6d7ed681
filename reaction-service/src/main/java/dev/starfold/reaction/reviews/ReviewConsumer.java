package dev.starfold.reaction.reviews;

import dev.starfold.eventstore.projection.LogConsumer;
import dev.starfold.reaction.consuming.Channels;
import dev.starfold.reaction.consuming.Consumers;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the log of reviews; whoever awaits one is told after each poll. */
@ApplicationScoped
class ReviewConsumer {

    private final LogConsumer<ReviewState> log;

    ReviewConsumer(ReviewTable reviews, Arrivals arrivals, Consumers consumers) {
        log = consumers.of(reviews.source(() -> arrivals.check()));
    }

    @Incoming(Channels.REVIEWS)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> poll) {
        log.consume(poll);
    }
}
