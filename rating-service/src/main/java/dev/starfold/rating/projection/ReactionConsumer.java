package dev.starfold.rating.projection;

import dev.starfold.eventstore.projection.LogConsumer;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the log of reactions. */
@ApplicationScoped
class ReactionConsumer {

    private final LogConsumer<ReactionState> log;

    ReactionConsumer(ReactionProjection projection, Consumers consumers) {
        log = consumers.of(projection.source());
    }

    @Incoming(Channels.REACTIONS)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> poll) {
        log.consume(poll);
    }
}
