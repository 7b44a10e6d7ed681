package dev.starfold.reaction.store;

import dev.starfold.eventstore.Reason;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Unready while the database does not answer; says so soon, where the framework's own check waits for half a minute. */
@Readiness
@Singleton
public class DatabaseReadiness implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pool pool;

    DatabaseReadiness(Pool pool) {
        this.pool = pool;
    }

    private static HealthCheckResponseBuilder named() {
        return HealthCheckResponse.named("database");
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(() -> pool.query("select 1").execute().map("").toCompletionStage())
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem("no answer")
                .onFailure()
                .recoverWithItem(Reason::of)
                .map(reason -> reason.isEmpty()
                        ? named().up().build()
                        : named().down().withData("reason", reason).build());
    }
}
