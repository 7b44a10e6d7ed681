package dev.starfold.rating.projection;

import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.eventstore.erasure.UserErasures;
import dev.starfold.eventstore.projection.LogConsumer;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the log of users who were erased. */
@ApplicationScoped
class UserConsumer {

    private final LogConsumer<UserErased> log;

    UserConsumer(UserErasures erasures, Consumers consumers) {
        log = consumers.of(erasures.source());
    }

    @Incoming(Channels.USERS)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> poll) {
        log.consume(poll);
    }
}
