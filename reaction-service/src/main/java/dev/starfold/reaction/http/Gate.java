package dev.starfold.reaction.http;

import dev.starfold.eventstore.edge.Bodies;
import dev.starfold.eventstore.edge.RequestForm;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses what needs no look at the content: a head that cannot be read one way alone; then writing without a token, then
 * bodies that are too large or of no declared type. It stands before routing, since a wrong content type must not come first,
 * and answers before Quarkus itself does, without a body.
 */
@Singleton
public class Gate {

    // Before anything looks at the path: the router itself refuses one that it can't decode.
    private static final int FIRST = 1_000;
    // Behind authentication and authorization (200, 100), before Quarkus's own limit (2).
    private static final int PRIORITY = 50;
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<HttpMethod> CARRYING = Set.of(HttpMethod.POST, HttpMethod.PUT);

    private final long maxBody;

    Gate(@ConfigProperty(name = "starfold.max-body") long maxBody) {
        this.maxBody = maxBody;
    }

    void install(@Observes Filters filters) {
        filters.register(Gate::checkForm, FIRST);
        filters.register(this::check, PRIORITY);
    }

    /** What the router itself refuses, such as a request without a host, before it asks any filter. */
    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            String path = context.request().path();
            if (context.statusCode() == 400 && context.failure() instanceof VertxException
                    || path == null
                    || !path.startsWith("/")) {
                refuse(context, malformed("The request has no host, or no path that begins with a slash."));
            } else {
                context.next();
            }
        });
    }

    private static void checkForm(RoutingContext context) {
        String fault = RequestForm.fault(context.request());
        if (fault != null) {
            refuse(context, malformed(fault));
        } else if (RequestForm.isHollowToken(context.request())) {
            HttpProblem.Builder problem = Problems.unauthenticated("Bearer error=\"invalid_token\"");
            refuse(context, problem.withDetail("The bearer token is none."));
        } else {
            context.next();
        }
    }

    private static HttpProblem.Builder malformed(String detail) {
        return Problems.problem(400, "bad-request").withDetail(detail);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!READING.contains(request.method()) && isAnonymous(context)) {
            HttpProblem.Builder problem =
                    Problems.unauthenticated("Bearer").withDetail("Writing needs a bearer token.");
            refuse(context, problem);
        } else if (declaredLength(request) > maxBody) {
            refuse(context, Problems.tooLarge(maxBody));
        } else if (Bodies.mayFollow(request) && request.version() != HttpVersion.HTTP_2) {
            readBody(context);
        } else {
            admit(context, Bodies.mayFollow(request));
        }
    }

    private static void admit(RoutingContext context, boolean hasBody) {
        HttpServerRequest request = context.request();
        if (hasBody && CARRYING.contains(request.method()) && !request.headers().contains("Content-Type")) {
            // Quarkus would take it for whatever the resource reads.
            refuse(
                    context,
                    Problems.problem(415, "unsupported-media-type").withDetail("The body has no Content-Type."));
        } else {
            context.next();
        }
    }

    /**
     * Read here, as nobody further on could refuse a body of undeclared length with a problem, and admission counts only
     * requests that are complete. Not so HTTP/2, whose bodies Quarkus insists on reading by itself.
     */
    private void readBody(RoutingContext context) {
        Bodies.read(context, maxBody)
                .onSuccess(body -> admit(context, body.length() > 0))
                .onFailure(fault -> refuse(
                        context,
                        fault instanceof Bodies.TooLarge
                                ? Problems.tooLarge(maxBody)
                                : malformed(String.valueOf(fault.getMessage()))));
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
        if (request.response().headWritten()) {
            // Answered already, and the connection went down on what the client still sent.
            return;
        }
        HttpServerResponse response = request.response().setStatusCode(problem.getStatusCode());
        problem.getHeaders().forEach((name, value) -> response.putHeader(name, value.toString()));
        response.putHeader("Content-Type", HttpProblem.MEDIA_TYPE.toString());
        response.end(json(problem).toBuffer());
        Bodies.discard(request);
    }

    private static JsonObject json(HttpProblem problem) {
        return new JsonObject()
                .put("type", String.valueOf(problem.getType()))
                .put("status", problem.getStatusCode())
                .put("title", problem.getTitle())
                .put("detail", problem.getDetail());
    }
}
