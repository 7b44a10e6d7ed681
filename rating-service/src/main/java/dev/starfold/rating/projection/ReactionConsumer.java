package dev.starfold.rating.projection;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the log of reactions. */
@ApplicationScoped
class ReactionConsumer {

    private final LogConsumer<ReactionState> log;

    ReactionConsumer(ReactionProjection projection, LogConsumer.Tools tools) {
        log = new LogConsumer<>(Channels.REACTIONS, ReactionDecoder::decode, projection::apply, tools);
    }

    @Incoming(Channels.REACTIONS)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> poll) {
        log.consume(poll);
    }
}
