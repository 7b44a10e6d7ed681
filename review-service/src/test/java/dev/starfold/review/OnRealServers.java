package dev.starfold.review;

import dev.starfold.embedded.StarfoldTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs a test against the service on the JVM's PostgreSQL, Kafka and token issuer. */
@QuarkusTestResource(value = StarfoldTestResource.class, initArgs = @ResourceArg(name = "database", value = "review"))
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnRealServers {}
