package dev.starfold.reaction.erasing;

import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.eventstore.projection.LogConsumer;
import dev.starfold.reaction.consuming.Channels;
import dev.starfold.reaction.consuming.Consumers;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the log of users who were erased. */
@ApplicationScoped
class UserConsumer {

    private final LogConsumer<UserErased> log;

    UserConsumer(Erasures erasures, Consumers consumers) {
        log = consumers.of(erasures.source());
    }

    @Incoming(Channels.USERS)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> poll) {
        log.consume(poll);
    }
}
