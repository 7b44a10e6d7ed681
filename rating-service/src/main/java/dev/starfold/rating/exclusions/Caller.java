package dev.starfold.rating.exclusions;

import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.tracing.Traceparent;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;

/** Who is calling, and in which trace. Only for calls that require a token. */
@RequestScoped
class Caller {

    private final SecurityIdentity identity;
    private final HttpServerRequest request;

    Caller(SecurityIdentity identity, HttpServerRequest request) {
        this.identity = identity;
        this.request = request;
    }

    /** The token's {@code sub}. */
    String user() {
        return identity.getPrincipal().getName();
    }

    /** Refuses who is none. An answer that depends on it says so to caches. */
    void requireModerator() {
        request.response().putHeader("Vary", "Authorization");
        if (!identity.hasRole("moderator")) {
            throw new Rejection.NotModerator();
        }
    }

    /** What the log keeps of the command that this request is. */
    Metadata metadata() {
        return Metadata.of(user(), Traceparent.current(request.getHeader("traceparent")));
    }
}
