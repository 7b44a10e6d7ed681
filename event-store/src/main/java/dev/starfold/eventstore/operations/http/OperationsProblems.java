package dev.starfold.eventstore.operations.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/** What the operators' calls answer besides success, as problem details. */
final class OperationsProblems {

    private static final Logger LOG = Logger.getLogger(OperationsProblems.class);

    private OperationsProblems() {}

    static void requireToken(SecurityContext caller) {
        if (caller.getUserPrincipal() == null
                || caller.getUserPrincipal().getName().isEmpty()) {
            throw problem(401, "unauthenticated")
                    .withHeader("WWW-Authenticate", "Bearer")
                    .withDetail("Operations need a bearer token.")
                    .build();
        }
    }

    static void requireOperator(SecurityContext caller) {
        if (!caller.isUserInRole("operator")) {
            throw problem(403, "forbidden")
                    .withDetail("Only an operator may see or do this.")
                    .build();
        }
    }

    static void requireParameters(UriInfo uri, Set<String> known) {
        uri.getQueryParameters().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw invalid(name, "is no query parameter of this call");
            }
            if (values.size() > 1) {
                throw invalid(name, "is given more than once");
            }
        });
    }

    static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= 100) {
                return limit;
            }
        } catch (NumberFormatException e) {
            LOG.trace("not a number", e);
        }
        throw invalid("limit", "must be a whole number from 1 to 100");
    }

    static UUID uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            LOG.trace("not a UUID", e);
        }
        throw invalid("id", "must be a UUID");
    }

    static HttpProblem invalid(String field, String message) {
        return problem(400, "validation")
                .withDetail("%s %s".formatted(field, message))
                .with("errors", List.of(Map.of("field", field, "message", message)))
                .build();
    }

    static HttpProblem unknown(String what) {
        return problem(404, "not-found")
                .withDetail("There is no such %s here.".formatted(what))
                .build();
    }

    static HttpProblem stillRefused(String cause) {
        return problem(409, "still-refused")
                .withDetail("It was sent through again and can't be applied still: " + cause)
                .build();
    }

    /** The answer; 503 where PostgreSQL or Kafka gave none. */
    static <T> T orUnavailable(Callable<T> answer) {
        try {
            return answer.call();
        } catch (HttpProblem e) {
            throw e;
        } catch (Exception e) {
            LOG.warnf("an operator's call was not answered: %s", e);
            throw problem(503, "unavailable")
                    .withHeader("Retry-After", 1)
                    .withDetail("PostgreSQL or Kafka did not answer in time.")
                    .build();
        }
    }

    private static HttpProblem.Builder problem(int status, String slug) {
        String title = slug.replace('-', ' ');
        return HttpProblem.builder()
                .withType(URI.create("/problems/" + slug))
                .withTitle(title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1))
                .withStatus(status);
    }
}
