package dev.starfold.rating.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Completes the problems that a framework reports: a type and a title from the status, a detail that says nothing of the
 * service's inside. A fault of the database's connection becomes 503; any other fault is logged here, and only here.
 */
@ApplicationScoped
public class ProblemTypes implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(ProblemTypes.class);

    @Override
    public int priority() {
        return 1000;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        if (problem.getStatusCode() < 500) {
            return of(problem);
        }
        if (DatabaseAway.isCauseOf(context.cause)) {
            LOG.warnf("The database is away: %s", context.cause);
            return Problems.unavailable();
        }
        LOG.error("A request failed", context.cause);
        return of(problem);
    }

    private static HttpProblem of(HttpProblem problem) {
        var complete = HttpProblem.builder(problem);
        describe(complete, problem.getStatusCode());
        return complete.build();
    }

    static HttpProblem of(int status) {
        var complete = HttpProblem.builder().withStatus(status);
        describe(complete, status);
        return complete.build();
    }

    private static void describe(HttpProblem.Builder problem, int status) {
        var known = Response.Status.fromStatusCode(status);
        var title = known == null ? "Error " + status : known.getReasonPhrase();
        problem.withType(Problems.type(title.toLowerCase(Locale.ROOT).replace(' ', '-')))
                .withTitle(title)
                .withDetail(detail(status));
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request can't be understood";
            case 401 -> "The bearer token is expired, or not valid here";
            case 403 -> "The bearer token doesn't allow this";
            case 404 -> "There is nothing at this path";
            case 405 -> "This path doesn't have that method";
            case 406 -> "This path has no representation that the Accept header asks for";
            case 413 -> "The request is too large";
            case 415 -> "This path doesn't take that content type";
            default -> status < 500 ? "The request can't be served" : "Something failed here; it has been logged";
        };
    }
}
