package dev.starfold.review.reactions;

import dev.starfold.eventstore.projection.DeadLetters;
import dev.starfold.eventstore.projection.LogConsumer;
import dev.starfold.eventstore.projection.Patience;
import dev.starfold.eventstore.projection.ProjectionLag;
import dev.starfold.eventstore.projection.ProjectionMetrics;
import dev.starfold.eventstore.projection.TopicIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What the log's consumer works with, from the service's start to its stop; it also keeps the lag up to date, and looks whether
 * the log is still the same.
 */
@Singleton
class ProjectionTools {

    private static final Logger LOG = Logger.getLogger(ProjectionTools.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final LogConsumer.Tools tools;

    ProjectionTools(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "starfold.projection.dead-letter-topic") String topic,
            MeterRegistry registry) {
        tools = new LogConsumer.Tools(
                new DeadLetters(broker, topic),
                new ProjectionMetrics(registry, ReactionConsumer.CHANNEL),
                new Patience(),
                new TopicIdentity(broker));
    }

    @Produces
    @Singleton
    LogConsumer.Tools tools() {
        return tools;
    }

    void start(@Observes StartupEvent start, Vertx vertx, KafkaClientService clients) {
        vertx.setPeriodic(INTERVAL.toMillis(), _ -> look(clients));
    }

    /** The last figures stand while the broker is away. */
    private void look(KafkaClientService clients) {
        var consumer = clients.getConsumer(ReactionConsumer.CHANNEL);
        if (consumer != null) {
            consumer.runOnPollingThread(polling -> {
                        tools.identity().check(polling);
                        return ProjectionLag.measure(polling);
                    })
                    .subscribe()
                    .with(
                            tools.metrics()::lagging,
                            failure -> LOG.debug("lag not measured, nor the topic looked at", failure));
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        tools.patience().stop();
        tools.identity().close();
    }
}
