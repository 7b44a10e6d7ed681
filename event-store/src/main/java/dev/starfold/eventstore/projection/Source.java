package dev.starfold.eventstore.projection;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A log, and how to fold it.
 *
 * @param decode throws {@link UnreadableRecord}
 * @param apply answers how many of the states were news, once they are durable
 */
public record Source<S>(
        String topic, Function<ConsumerRecord<byte[], byte[]>, S> decode, Function<List<S>, Future<Long>> apply) {}
