package dev.starfold.reaction.consuming;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.starfold.eventstore.projection.DeadLetters;
import dev.starfold.eventstore.projection.LogConsumer;
import dev.starfold.eventstore.projection.Patience;
import dev.starfold.eventstore.projection.ProjectionLag;
import dev.starfold.eventstore.projection.ProjectionMetrics;
import dev.starfold.eventstore.projection.Source;
import dev.starfold.eventstore.projection.TopicIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What the consumers of the logs work with, from the service's start to its stop; it also keeps their lag up to date, and looks whether the logs are still the same.
 */
@Singleton
public class Consumers {

    private static final Logger LOG = Logger.getLogger(Consumers.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final KafkaClientService clients;
    private final DeadLetters deadLetters;
    private final Map<String, ProjectionMetrics> metrics;
    private final TopicIdentity identity;
    private final Patience patience = new Patience();

    Consumers(
            KafkaClientService clients,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "starfold.projection.dead-letter-topic") String topic,
            MeterRegistry registry) {
        this.clients = clients;
        this.deadLetters = new DeadLetters(broker, topic);
        this.identity = new TopicIdentity(broker);
        this.metrics = Channels.ALL.stream()
                .collect(toUnmodifiableMap(channel -> channel, channel -> new ProjectionMetrics(registry, channel)));
    }

    /** The log's consumer, for the channel that has the topic's name. */
    public <S> LogConsumer<S> of(Source<S> source) {
        String channel = source.topic();
        var ofChannel = Objects.requireNonNull(metrics.get(channel));
        return new LogConsumer<>(
                source,
                offsets -> clients.getConsumer(channel).commit(offsets).await().indefinitely(),
                new LogConsumer.Tools(deadLetters, ofChannel, patience, identity));
    }

    void start(@Observes StartupEvent start, Vertx vertx) {
        vertx.setPeriodic(INTERVAL.toMillis(), _ -> metrics.forEach(this::look));
    }

    /** The last figures stand while the broker is away. */
    private void look(String channel, ProjectionMetrics ofChannel) {
        var consumer = clients.getConsumer(channel);
        if (consumer != null) {
            consumer.runOnPollingThread(polling -> {
                        identity.check(polling);
                        return ProjectionLag.measure(polling);
                    })
                    .subscribe()
                    .with(
                            ofChannel::lagging,
                            failure -> LOG.debug("lag not measured, nor the topic looked at", failure));
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        patience.stop();
        identity.close();
    }
}
