package dev.starfold.eventstore.projection;

import dev.starfold.eventstore.projection.ProjectionTransaction.Statement;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A log, and how to fold it.
 *
 * @param decode throws {@link UnreadableRecord}
 * @param apply answers how many of the states were news, once they are durable
 * @param load what writes the states' rows alone, the newest version of each, for what they add up to to be derived later;
 *     {@code null} where there is nothing that applying them does besides
 */
public record Source<S>(
        String topic,
        Function<ConsumerRecord<byte[], byte[]>, S> decode,
        Function<List<S>, Future<Long>> apply,
        @Nullable Function<List<S>, List<Statement>> load) {

    public Source(
            String topic, Function<ConsumerRecord<byte[], byte[]>, S> decode, Function<List<S>, Future<Long>> apply) {
        this(topic, decode, apply, null);
    }
}
