package dev.starfold.rating.exclusions;

import dev.starfold.rating.exclusions.Rejection.KeyUsed;
import dev.starfold.rating.exclusions.Rejection.NotModerator;
import dev.starfold.rating.exclusions.Rejection.Removed;
import dev.starfold.rating.exclusions.Rejection.Unknown;
import dev.starfold.rating.problem.Problems;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Rejections as clients see them. */
final class RejectionProblems {

    @ServerExceptionMapper
    Response rejected(Rejection rejection) {
        var problem =
                switch (rejection) {
                    case Unknown _ -> Problems.of(404, "not-found", "The subject has no such exclusion.");
                    case Removed _ -> Problems.of(410, "removed", "The exclusion was removed.");
                    case KeyUsed _ ->
                        Problems.of(
                                422,
                                "idempotency-key-reused",
                                "This Idempotency-Key was used before what it led to was erased.");
                    case NotModerator _ -> Problems.of(403, "forbidden", "Only moderators see and change exclusions.");
                };
        return problem.toResponse();
    }
}
