package dev.starfold.reaction.http;

import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.tracing.Traceparent;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who is calling, and in which trace. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;
    private final HttpServerRequest request;

    Caller(SecurityIdentity identity, HttpServerRequest request) {
        this.identity = identity;
        this.request = request;
    }

    /** The token's {@code sub}; fails with {@link Unauthenticated} where there is no token. */
    public String user() {
        String user = userOrNull();
        if (user == null) {
            throw new Unauthenticated();
        }
        return user;
    }

    /** The token's {@code sub}; {@code null} without a token. */
    public @Nullable String userOrNull() {
        return identity.isAnonymous() ? null : identity.getPrincipal().getName();
    }

    public boolean isOperator() {
        return identity.hasRole("operator");
    }

    /** What the log keeps of the command that this request is. */
    public Metadata metadata() {
        return Metadata.of(user(), Traceparent.current(request.getHeader("traceparent")));
    }
}
