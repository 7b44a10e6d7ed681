package dev.starfold.rating.problem;

import dev.starfold.eventstore.IdempotencyKeyReusedException;
import dev.starfold.eventstore.StoreOverloadedException;
import dev.starfold.eventstore.StoreUnavailableException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the event store refuses, or can't do for now. */
final class StoreProblems {

    private static final Logger LOG = Logger.getLogger(StoreProblems.class);

    @ServerExceptionMapper
    Response reused(IdempotencyKeyReusedException e) {
        return Problems.of(422, "idempotency-key-reused", "This Idempotency-Key succeeded before for another request.")
                .toResponse();
    }

    @ServerExceptionMapper
    Response overloaded(StoreOverloadedException e) {
        return Problems.overloaded().toResponse();
    }

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException e) {
        LOG.warnf("Something is away: %s", e);
        return Problems.unavailable().toResponse();
    }
}
