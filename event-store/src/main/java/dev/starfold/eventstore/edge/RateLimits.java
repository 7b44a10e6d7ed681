package dev.starfold.eventstore.edge;

import dev.starfold.eventstore.edge.Buckets.Taken;
import io.github.bucket4j.TimeMeter;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Limits of requests a minute, where configured: of a user, reads and writes apart; of an address, what comes without a
 * token, and apart from it what comes with a bad one, so that it hinders nobody at the same address who is signed in.
 * Moderators and operators have no limit.
 */
@Singleton
public class RateLimits {

    // Behind CORS (300), so that a page may read the refusal; before tokens are verified (200).
    private static final int UNVERIFIED = 250;
    // Behind authentication and authorization (200, 100), before the services' own checks (50).
    private static final int VERIFIED = 75;
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Addresses addresses;
    private final @Nullable Buckets reads;
    private final @Nullable Buckets writes;
    private final @Nullable Buckets unsigned;
    private final @Nullable Buckets badTokens;

    RateLimits(
            @ConfigProperty(name = "starfold.limits.user.reads") Optional<Integer> reads,
            @ConfigProperty(name = "starfold.limits.user.writes") Optional<Integer> writes,
            @ConfigProperty(name = "starfold.limits.address.requests") Optional<Integer> requests,
            @ConfigProperty(name = "starfold.limits.most") int most,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> proxies) {
        this.addresses = new Addresses(proxies.orElse(List.of()));
        this.reads = buckets("user-reads", reads, most);
        this.writes = buckets("user-writes", writes, most);
        this.unsigned = buckets("address", requests, most);
        this.badTokens = buckets("bad-tokens", requests, most);
    }

    private static @Nullable Buckets buckets(String name, Optional<Integer> perMinute, int most) {
        return perMinute
                .map(limit -> new Buckets(name, limit, most, TimeMeter.SYSTEM_NANOTIME))
                .orElse(null);
    }

    void install(@Observes Filters filters) {
        filters.register(this::beforeVerification, UNVERIFIED);
        filters.register(this::afterVerification, VERIFIED);
    }

    private void beforeVerification(RoutingContext context) {
        if (unsigned == null || badTokens == null) {
            context.next();
        } else if (!hasToken(context)) {
            admit(context, unsigned, address(context));
        } else {
            String address = address(context);
            Taken left = badTokens.look(address);
            if (!left.allowed()) {
                refuse(context, left);
                return;
            }
            context.addHeadersEndHandler(_ -> {
                if (context.response().getStatusCode() == 401) {
                    badTokens.take(address);
                }
            });
            context.next();
        }
    }

    private void afterVerification(RoutingContext context) {
        SecurityIdentity caller = context.user() instanceof QuarkusHttpUser user ? user.getSecurityIdentity() : null;
        if (caller == null || caller.isAnonymous()) {
            // What stood in the header was no bearer token: then it counts as none.
            admit(context, hasToken(context) ? unsigned : null, address(context));
        } else if (caller.hasRole("moderator") || caller.hasRole("operator")) {
            context.next();
        } else {
            boolean reading = READING.contains(context.request().method());
            admit(context, reading ? reads : writes, caller.getPrincipal().getName());
        }
    }

    private static boolean hasToken(RoutingContext context) {
        return context.request().headers().contains("Authorization");
    }

    private String address(RoutingContext context) {
        HttpServerRequest request = context.request();
        // Of the connection: what Quarkus shows as the request's may be what a client wrote into a header.
        String connection = request.connection().remoteAddress().hostAddress();
        return addresses.client(
                connection == null ? "" : connection, request.headers().getAll("X-Forwarded-For"));
    }

    private static void admit(RoutingContext context, @Nullable Buckets limit, String key) {
        Taken taken = limit == null ? null : limit.take(key);
        if (taken == null) {
            context.next();
        } else if (taken.allowed()) {
            tell(context, taken);
            context.next();
        } else {
            refuse(context, taken);
        }
    }

    private static void refuse(RoutingContext context, Taken taken) {
        tell(context, taken);
        context.response().putHeader("Retry-After", Long.toString(seconds(taken.again())));
        new EdgeProblem(
                        429,
                        "too-many-requests",
                        "More than %d requests a minute are too many. Nothing was done.".formatted(taken.perMinute()))
                .answer(context.request());
    }

    /** As draft-ietf-httpapi-ratelimit-headers has it. */
    private static void tell(RoutingContext context, Taken taken) {
        context.response()
                .putHeader("RateLimit-Policy", "\"%s\";q=%d;w=60".formatted(taken.name(), taken.perMinute()))
                .putHeader(
                        "RateLimit",
                        "\"%s\";r=%d;t=%d".formatted(taken.name(), taken.remaining(), seconds(taken.full())));
    }

    private static long seconds(Duration time) {
        return Math.max(1, time.plusMillis(999).toSeconds());
    }
}
