package dev.starfold.reaction;

import dev.starfold.embedded.StarfoldTestResource;
import dev.starfold.reaction.publishing.EveryEventIsAsPromised;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test against the service on the JVM's PostgreSQL, Kafka and token issuer, beside a topic of review events, and
 * afterwards looks at everything that it published.
 */
@QuarkusTestResource(value = StarfoldTestResource.class, initArgs = @ResourceArg(name = "database", value = "reaction"))
@QuarkusTestResource(ReviewEvents.Topic.class)
@ExtendWith(EveryEventIsAsPromised.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnRealServers {}
