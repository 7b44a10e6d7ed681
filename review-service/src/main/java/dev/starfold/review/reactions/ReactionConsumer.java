package dev.starfold.review.reactions;

import dev.starfold.eventstore.projection.LogConsumer;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the log of reactions. */
@ApplicationScoped
class ReactionConsumer {

    /** The name of the topic, too. */
    static final String CHANNEL = "reaction-events";

    private final LogConsumer<ReactionState> log;

    ReactionConsumer(Pool pool, KafkaClientService clients, LogConsumer.Tools tools) {
        log = new LogConsumer<>(
                new ReactionProjection(pool, null).states(),
                offsets -> clients.getConsumer(CHANNEL).commit(offsets).await().indefinitely(),
                tools);
    }

    @Incoming(CHANNEL)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> poll) {
        log.consume(poll);
    }
}
