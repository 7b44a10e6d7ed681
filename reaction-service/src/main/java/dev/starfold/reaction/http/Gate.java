package dev.starfold.reaction.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses what needs no look at the content: writing without a token, then bodies that are too large. It stands before routing,
 * since a wrong content type must not come first, and answers before Quarkus's own limit does, without a body.
 */
@Singleton
public class Gate {

    // Behind authentication and authorization (200, 100), before Quarkus's own limit (2).
    private static final int PRIORITY = 50;
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final long DRAINED = 64 << 20;

    private final long maxBody;

    Gate(@ConfigProperty(name = "starfold.max-body") long maxBody) {
        this.maxBody = maxBody;
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!READING.contains(request.method()) && isAnonymous(context)) {
            HttpProblem.Builder problem =
                    Problems.unauthenticated("Bearer").withDetail("Writing needs a bearer token.");
            refuse(context, problem);
        } else if (declaredLength(request) > maxBody) {
            refuse(context, Problems.tooLarge(maxBody));
        } else if (request.headers().contains("Transfer-Encoding")) {
            readChunks(context);
        } else {
            context.next();
        }
    }

    /** A body of undeclared length: read here, as nobody further on could refuse it with a problem. */
    private void readChunks(RoutingContext context) {
        Buffer body = Buffer.buffer();
        context.request()
                .handler(chunk -> {
                    if (body.length() <= maxBody) {
                        body.appendBuffer(chunk);
                        if (body.length() > maxBody) {
                            refuse(context, Problems.tooLarge(maxBody));
                        }
                    }
                })
                .endHandler(end -> {
                    if (body.length() <= maxBody) {
                        ((RoutingContextInternal) context).setBody(body);
                        context.next();
                    }
                })
                .resume();
    }

    private static boolean isAnonymous(RoutingContext context) {
        return !(context.user() instanceof QuarkusHttpUser user)
                || user.getSecurityIdentity().isAnonymous();
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    private static void refuse(RoutingContext context, HttpProblem.Builder builder) {
        HttpProblem problem = builder.build();
        HttpServerRequest request = context.request();
        HttpServerResponse response = request.response().setStatusCode(problem.getStatusCode());
        problem.getHeaders().forEach((name, value) -> response.putHeader(name, value.toString()));
        response.putHeader("Content-Type", HttpProblem.MEDIA_TYPE.toString());
        response.end(json(problem).toBuffer());
        // A client that is still sending would find its connection reset instead of this answer: let it finish, within
        // bounds.
        request.handler(ignored -> {
                    if (request.bytesRead() > DRAINED) {
                        request.connection().close();
                    }
                })
                .resume();
    }

    private static JsonObject json(HttpProblem problem) {
        return new JsonObject()
                .put("type", String.valueOf(problem.getType()))
                .put("status", problem.getStatusCode())
                .put("title", problem.getTitle())
                .put("detail", problem.getDetail());
    }
}
