package dev.starfold.review.http;

import dev.starfold.eventstore.IdempotencyKeyReusedException;
import dev.starfold.eventstore.StoreOverloadedException;
import dev.starfold.eventstore.StoreUnavailableException;
import dev.starfold.review.Rejection;
import dev.starfold.review.Rejection.AlreadyReviewed;
import dev.starfold.review.Rejection.Erased;
import dev.starfold.review.Rejection.NotYours;
import dev.starfold.review.Rejection.OwnReview;
import dev.starfold.review.Rejection.Unknown;
import dev.starfold.review.Rejection.VersionChanged;
import dev.starfold.review.Rejection.VersionRequired;
import dev.starfold.review.Rejection.Withdrawn;
import dev.starfold.review.store.TooSlowException;
import dev.starfold.review.store.UnavailableException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure that this service answers by design, as RFC 9457 problem details: the one place that says which is which. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    // The problem extension's own mapper of this fails with Quarkus 3.34: a class it uses has changed.
    private static final int OVERRIDING = 1;

    @ServerExceptionMapper
    Response invalid(InvalidRequest e) {
        return answer(problem(400, "validation")
                .withDetail("The request is not valid: %d fault(s)."
                        .formatted(e.errors().size()))
                .with("errors", e.errors()));
    }

    @ServerExceptionMapper
    Response rejected(Rejection e) {
        HttpProblem.Builder problem =
                switch (e) {
                    case Unknown _ -> problem(404, "not-found");
                    case Withdrawn _ -> problem(410, "withdrawn");
                    case Erased _ -> problem(410, "erased");
                    case NotYours _ -> problem(403, "not-yours");
                    case OwnReview _ -> problem(403, "own-review");
                    case VersionRequired _ -> problem(428, "precondition-required");
                    case VersionChanged changed ->
                        problem(412, "precondition-failed").with("version", changed.current);
                    case AlreadyReviewed already ->
                        problem(409, "already-reviewed").with("review", "/reviews/" + already.review);
                };
        return answer(problem.withDetail(e.getMessage()));
    }

    @ServerExceptionMapper
    Response reused(IdempotencyKeyReusedException e) {
        return answer(problem(422, "idempotency-key-reused")
                .withDetail("This Idempotency-Key succeeded before for another request."));
    }

    @ServerExceptionMapper
    Response overloaded(StoreOverloadedException e) {
        return answer(later("overloaded").withDetail("More is being written than can be taken. Nothing was done."));
    }

    @ServerExceptionMapper({StoreUnavailableException.class, UnavailableException.class})
    Response unavailable(RuntimeException e) {
        return answer(later("unavailable")
                .withDetail("The database did not answer in time. Whether a write was done is unknown: "
                        + "send it again, with the same Idempotency-Key or If-Match."));
    }

    @ServerExceptionMapper
    Response tooSlow(TooSlowException e) {
        return answer(later("unavailable")
                .withDetail(
                        "This search took too long. Within a subject or of an author it looks through theirs alone."));
    }

    @ServerExceptionMapper
    Response noIssuer(OIDCException e) {
        LOG.warnf("tokens cannot be verified: %s", e.getMessage());
        return answer(later("unavailable").withDetail("The token issuer did not answer, so no token can be verified."));
    }

    @ServerExceptionMapper(priority = OVERRIDING)
    Response badToken(AuthenticationFailedException e) {
        return answer(unauthenticated("Bearer error=\"invalid_token\"")
                .withDetail("The bearer token is not valid, or no longer."));
    }

    static HttpProblem.Builder unauthenticated(String challenge) {
        return problem(401, "unauthenticated").withHeader("WWW-Authenticate", challenge);
    }

    static HttpProblem.Builder tooLarge(long max) {
        return problem(413, "too-large").withDetail("A request may have at most %d bytes.".formatted(max));
    }

    private static HttpProblem.Builder later(String slug) {
        return problem(503, slug).withHeader("Retry-After", 1);
    }

    static HttpProblem.Builder problem(int status, String slug) {
        return HttpProblem.builder()
                .withType(URI.create("/problems/" + slug))
                .withTitle(slug.substring(0, 1).toUpperCase(Locale.ROOT)
                        + slug.substring(1).replace('-', ' '))
                .withStatus(status);
    }

    private static Response answer(HttpProblem.Builder problem) {
        return problem.build().toResponse();
    }
}
