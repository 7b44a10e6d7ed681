package dev.starfold.rating.problem;

import static java.util.stream.Collectors.joining;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** The problems that the service answers with. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /** What is wrong with one field or parameter of a request. */
    public record Violation(String field, String message) {}

    /** 400: a field or parameter doesn't have the form it must have. */
    public static HttpProblem invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** 400: everything that is wrong with a request, at once. */
    static HttpProblem invalid(List<Violation> errors) {
        return HttpProblem.builder()
                .withType(type("validation"))
                .withTitle("Validation")
                .withStatus(Response.Status.BAD_REQUEST)
                .withDetail(errors.stream()
                        .map(error -> error.field() + " " + error.message())
                        .collect(joining("; ")))
                .with("errors", errors)
                .build();
    }

    /** A problem of a kind that a status alone doesn't tell. */
    public static HttpProblem of(int status, String slug, String detail) {
        return kind(status, slug).withDetail(detail).build();
    }

    /** 503: more is being written than can be taken; nothing was done. */
    static HttpProblem overloaded() {
        return kind(503, "overloaded")
                .withDetail("More is being written than can be taken. Nothing was done.")
                .withHeader(HttpHeaders.RETRY_AFTER, "1")
                .build();
    }

    /** 503: what the answer needs is away at the moment; worth another try in a second. */
    public static HttpProblem unavailable() {
        return HttpProblem.builder()
                .withType(type("unavailable"))
                .withTitle("Unavailable")
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withDetail("Something needed for the answer is away at the moment")
                .withHeader(HttpHeaders.RETRY_AFTER, "1")
                .build();
    }

    /** 504: what was to be waited for has not been folded in within the time there is. */
    public static HttpProblem behind() {
        return of(504, "projection-behind", "That version of the review is not folded in yet. Try again.");
    }

    /** 503: this instance takes no further stream. */
    public static HttpProblem tooManyStreams() {
        return HttpProblem.builder()
                .withType(type("unavailable"))
                .withTitle("Unavailable")
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withDetail("As many streams are open here as may be")
                .withHeader(HttpHeaders.RETRY_AFTER, "5")
                .build();
    }

    /** 401: with the challenge that tells a client which scheme is meant. */
    static HttpProblem unauthorized() {
        return HttpProblem.builder(ofStatus(401))
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    /** 503 for what is away, 500 for any other failure; logged here, and only here. */
    static HttpProblem ofFailure(Throwable failure) {
        if (Away.isCauseOf(failure)) {
            LOG.warnf("Something is away: %s", failure);
            return unavailable();
        }
        LOG.error("A request failed", failure);
        return ofStatus(500);
    }

    /** Type and title from the status, and a detail that says nothing of the service's inside. */
    static HttpProblem ofStatus(int status) {
        var title = title(status);
        return HttpProblem.builder()
                .withType(type(title.toLowerCase(Locale.ROOT).replace(' ', '-')))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail(status))
                .build();
    }

    /** The names that all of Starfold's services use, where they differ from HTTP's own. */
    private static String title(int status) {
        var known = Response.Status.fromStatusCode(status);
        return switch (status) {
            case 401 -> "Unauthenticated";
            case 413 -> "Too large";
            case 500 -> "Internal";
            default -> known == null ? "Error " + status : known.getReasonPhrase();
        };
    }

    private static HttpProblem.Builder kind(int status, String slug) {
        return HttpProblem.builder()
                .withType(type(slug))
                .withTitle(slug.substring(0, 1).toUpperCase(Locale.ROOT)
                        + slug.substring(1).replace('-', ' '))
                .withStatus(status);
    }

    private static URI type(String slug) {
        return URI.create("/problems/" + slug);
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request can't be understood";
            case 401 -> "This needs a bearer token that is valid here and not expired";
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
