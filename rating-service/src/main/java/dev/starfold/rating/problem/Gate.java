package dev.starfold.rating.problem;

import dev.starfold.eventstore.edge.Bodies;
import dev.starfold.eventstore.edge.RequestForm;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses what needs no look at the content: a head that cannot be read one way alone; writing without a token, then bodies
 * that are too large or of no declared type. It stands before routing, since a wrong content type must not come first, and
 * answers before Quarkus itself does, without a body.
 */
@Singleton
class Gate {

    // Before anything looks at the head.
    private static final int FIRST = 1_000;
    // Behind authentication and authorization (200, 100), before Quarkus's own limit (2).
    private static final int PRIORITY = 50;
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<HttpMethod> CARRYING = Set.of(HttpMethod.POST, HttpMethod.PUT);

    private final RouterProblems problems;
    private final long maxBody;

    Gate(RouterProblems problems, @ConfigProperty(name = "starfold.max-body") long maxBody) {
        this.problems = problems;
        this.maxBody = maxBody;
    }

    void install(@Observes Filters filters) {
        filters.register(this::checkForm, FIRST);
        filters.register(this::check, PRIORITY);
    }

    private void checkForm(RoutingContext context) {
        if (RequestForm.fault(context.request()) != null) {
            refuse(context, Problems.ofStatus(400));
        } else if (RequestForm.isHollowToken(context.request())) {
            refuse(context, Problems.unauthorized());
        } else {
            context.next();
        }
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!READING.contains(request.method()) && isAnonymous(context)) {
            refuse(context, Problems.unauthorized());
        } else if (declaredLength(request) > maxBody) {
            refuse(context, Problems.ofStatus(413));
        } else if (Bodies.mayFollow(request) && request.version() != HttpVersion.HTTP_2) {
            readBody(context);
        } else {
            admit(context, Bodies.mayFollow(request));
        }
    }

    private void admit(RoutingContext context, boolean hasBody) {
        HttpServerRequest request = context.request();
        if (hasBody && CARRYING.contains(request.method()) && !request.headers().contains("Content-Type")) {
            // Quarkus would take it for whatever the resource reads.
            refuse(context, Problems.ofStatus(415));
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
                        context, fault instanceof Bodies.TooLarge ? Problems.ofStatus(413) : Problems.ofStatus(400)));
    }

    private static boolean isAnonymous(RoutingContext context) {
        return !(context.user() instanceof QuarkusHttpUser user)
                || user.getSecurityIdentity().isAnonymous();
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    private void refuse(RoutingContext context, HttpProblem problem) {
        HttpServerRequest request = context.request();
        problems.send(context, problem);
        Bodies.discard(request);
    }
}
