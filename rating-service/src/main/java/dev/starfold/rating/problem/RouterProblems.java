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

/** The problems of requests that are refused before they reach a resource, or that lead to none. */
@Singleton
class RouterProblems {

    private final ObjectMapper json;

    RouterProblems(ObjectMapper json) {
        this.json = json;
    }

    /** Ahead of the framework's own handlers, which answer with an empty body or a page. */
    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(request -> send(request, problem(request)));
        router.errorHandler(404, request -> send(request, Problems.ofStatus(404)));
        router.errorHandler(405, request -> send(request, Problems.ofStatus(405)));
    }

    private static HttpProblem problem(RoutingContext request) {
        return switch (request.failure()) {
            case AuthenticationFailedException _, UnauthorizedException _ -> Problems.unauthorized();
            // What the router throws at a path with bad percent-encoding.
            case IllegalArgumentException _ -> Problems.ofStatus(400);
            case null -> Problems.ofStatus(request.statusCode());
            case Throwable failure ->
                request.statusCode() < 500 && request.statusCode() > 0
                        ? Problems.ofStatus(request.statusCode())
                        : Problems.ofFailure(failure);
        };
    }

    /** Answers with the problem, unless an answer has begun. */
    void send(RoutingContext request, HttpProblem problem) {
        var response = request.response();
        if (response.headWritten()) {
            return;
        }
        problem.getHeaders().forEach((name, value) -> response.putHeader(name, value.toString()));
        response.setStatusCode(problem.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .end(body(problem));
    }

    private String body(HttpProblem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
