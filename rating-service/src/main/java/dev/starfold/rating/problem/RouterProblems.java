package dev.starfold.rating.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.logging.Logger;

/** The problems of requests that are refused before they reach a resource, or that lead to none. */
@Singleton
class RouterProblems {

    private static final Logger LOG = Logger.getLogger(RouterProblems.class);

    private final ObjectMapper json;

    RouterProblems(ObjectMapper json) {
        this.json = json;
    }

    /** Ahead of the framework's own handlers, which answer with an empty body or a page. */
    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(request -> send(request, status(request)));
        router.errorHandler(404, request -> send(request, 404));
        router.errorHandler(405, request -> send(request, 405));
    }

    private static int status(RoutingContext request) {
        return switch (request.failure()) {
            case AuthenticationFailedException _, UnauthorizedException _ -> 401;
            case IllegalArgumentException _ -> 400; // what the router throws at a path with bad percent-encoding
            case null, default -> request.statusCode() < 400 ? 500 : request.statusCode();
        };
    }

    private void send(RoutingContext request, int status) {
        if (status >= 500) {
            LOG.error("A request failed", request.failure());
        }
        var response = request.response();
        if (response.headWritten()) {
            return;
        }
        if (status == 401) {
            response.putHeader(HttpHeaders.WWW_AUTHENTICATE, AuthenticationProblems.CHALLENGE);
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .end(body(status));
    }

    private String body(int status) {
        try {
            return json.writeValueAsString(ProblemTypes.of(status));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
