package dev.starfold.eventstore.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Headers that every answer bears, whoever gives it. Quarkus has a setting for such headers, but matches it by the decoded path,
 * and so fails at one that can't be decoded.
 */
@Singleton
public class SecurityHeaders {

    private static final int FIRST = 3_000;

    private final Map<String, String> every;
    private final String api;
    private final String page;

    SecurityHeaders(
            @ConfigProperty(name = "starfold.headers") Map<String, String> every,
            @ConfigProperty(name = "starfold.content-security-policy.api") String api,
            @ConfigProperty(name = "starfold.content-security-policy.page") String page) {
        this.every = Map.copyOf(every);
        this.api = api;
        this.page = page;
    }

    void install(@Observes Filters filters) {
        filters.register(this::add, FIRST);
    }

    private void add(RoutingContext context) {
        every.forEach(context.response()::putHeader);
        String path = context.request().path();
        boolean isPage = path != null && path.startsWith("/q/swagger-ui");
        context.response().putHeader("Content-Security-Policy", isPage ? page : api);
        context.next();
    }
}
