package dev.starfold.rating.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** The problems that the service's own code reports, to be thrown. */
public final class Problems {

    private Problems() {}

    /** What is wrong with one field or parameter of a request. */
    public record Violation(String field, String message) {}

    /** 400: a field or parameter doesn't have the form it must have. */
    public static HttpProblem invalid(String field, String message) {
        return HttpProblem.builder()
                .withType(type("validation"))
                .withTitle("Not valid")
                .withStatus(Response.Status.BAD_REQUEST)
                .withDetail(field + " " + message)
                .with("errors", List.of(new Violation(field, message)))
                .build();
    }

    /** 503: what the answer needs is away at the moment; worth another try in a second. */
    public static HttpProblem unavailable() {
        return HttpProblem.builder()
                .withType(type("unavailable"))
                .withTitle("Unavailable")
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withDetail("The database doesn't answer at the moment")
                .withHeader(HttpHeaders.RETRY_AFTER, "1")
                .build();
    }

    static URI type(String slug) {
        return URI.create("/problems/" + slug);
    }
}
