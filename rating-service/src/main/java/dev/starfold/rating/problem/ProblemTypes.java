package dev.starfold.rating.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts the service's own problems in place of what the framework reports, keeping its headers. */
@ApplicationScoped
public class ProblemTypes implements ProblemPostProcessor {

    /** Before all others. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        if (problem.getStatusCode() >= 500) {
            return Problems.ofFailure(context.cause);
        }
        var ours = HttpProblem.builder(Problems.ofStatus(problem.getStatusCode()));
        problem.getHeaders().forEach(ours::withHeader);
        return ours.build();
    }
}
