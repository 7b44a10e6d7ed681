package dev.starfold.rating.exclusions;

import dev.starfold.eventstore.Metadata;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who is calling, and in which trace. Only for calls that require a token. */
@RequestScoped
class Caller {

    // W3C Trace Context; all zeros are not valid ids.
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

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

    void requireModerator() {
        if (!identity.hasRole("moderator")) {
            throw new Rejection.NotModerator();
        }
    }

    /** What the log keeps of the command that this request is. */
    Metadata metadata() {
        return Metadata.of(user(), traceparent());
    }

    private @Nullable String traceparent() {
        String header = request.getHeader("traceparent");
        return header != null && TRACEPARENT.matcher(header).matches() ? header : null;
    }
}
