package dev.starfold.review.http;

import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.tracing.Traceparent;
import dev.starfold.review.Viewer;
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

    /** The token's {@code sub}. Only for calls that require a token. */
    public String user() {
        return identity.getPrincipal().getName();
    }

    /** Refuses who may not see the hidden reviews of the author: all but moderators and the author. */
    public void requireSightOfHidden(@Nullable String author) {
        if (!viewer().moderator() && !user().equals(author)) {
            throw Problems.problem(403, "forbidden")
                    .withDetail("Hidden reviews are shown to moderators, and to their own author.")
                    .build();
        }
    }

    /** Refuses callers without a token, where reading needs one. */
    public void requireToken() {
        if (identity.isAnonymous()) {
            throw Problems.unauthenticated("Bearer")
                    .withDetail("This needs a bearer token.")
                    .build();
        }
    }

    /** Refuses callers without the role: {@code moderator} or {@code operator}. */
    public void require(String role) {
        requireToken();
        if (!identity.hasRole(role)) {
            throw Problems.problem(403, "forbidden")
                    .withDetail("This needs the role %s.".formatted(role))
                    .build();
        }
    }

    /** Refuses whoever is neither the user nor an operator. */
    public void requireSelfOrOperator(String user) {
        requireToken();
        if (!user().equals(user) && !identity.hasRole("operator")) {
            throw Problems.problem(403, "forbidden")
                    .withDetail("This is for the user and for operators.")
                    .build();
        }
    }

    /** Who looks; also without a token. An answer that depends on it says so to caches. */
    public Viewer viewer() {
        request.response().putHeader("Vary", "Authorization");
        return identity.isAnonymous() ? Viewer.PUBLIC : new Viewer(user(), identity.hasRole("moderator"));
    }

    /** What the log keeps of the command that this request is. */
    public Metadata metadata() {
        return Metadata.of(user(), traceparent());
    }

    /** The W3C trace that the request is part of; {@code null}: none. */
    public @Nullable String traceparent() {
        return Traceparent.current(request.getHeader("traceparent"));
    }
}
