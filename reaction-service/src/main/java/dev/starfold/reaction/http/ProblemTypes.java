package dev.starfold.reaction.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Gives the problems that the framework makes a type of ours, and lets nothing of its inner workings out. */
@ApplicationScoped
public class ProblemTypes implements ProblemPostProcessor {

    private static final Map<Integer, String> SLUGS = Map.of(
            400, "bad-request",
            403, "forbidden",
            404, "not-found",
            405, "method-not-allowed",
            406, "not-acceptable",
            413, "too-large",
            415, "unsupported-media-type",
            500, "internal");

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        int status = problem.getStatusCode();
        HttpProblem.Builder named = Problems.problem(status, SLUGS.getOrDefault(status, "http-" + status));
        problem.getHeaders().forEach(named::withHeader);
        return named.build();
    }
}
