package dev.starfold.eventstore.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a target or headers that are too long, before anything looks at them. */
@Singleton
public class HeadLimits {

    private static final int FIRST = 2_000;

    private final int maxTarget;
    private final int maxHeaders;

    HeadLimits(
            @ConfigProperty(name = "starfold.max-target") int maxTarget,
            @ConfigProperty(name = "starfold.max-headers") int maxHeaders) {
        this.maxTarget = maxTarget;
        this.maxHeaders = maxHeaders;
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String target = request.uri();
        if (target != null && target.length() > maxTarget) {
            new EdgeProblem(414, "uri-too-long", "An address may have at most %d characters.".formatted(maxTarget))
                    .answer(request);
        } else if (length(request) > maxHeaders) {
            new EdgeProblem(
                            431,
                            "headers-too-large",
                            "The headers may have at most %d characters together.".formatted(maxHeaders))
                    .answer(request);
        } else {
            context.next();
        }
    }

    /** As it was sent: each with its colon, space and end of line. */
    private static int length(HttpServerRequest request) {
        int length = 0;
        for (var header : request.headers()) {
            length += header.getKey().length() + header.getValue().length() + 4;
        }
        return length;
    }
}
