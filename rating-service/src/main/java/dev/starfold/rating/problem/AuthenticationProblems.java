package dev.starfold.rating.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A request with a bad bearer token, or without the one it needs. Takes precedence over the problem extension's mapper. */
final class AuthenticationProblems {

    @ServerExceptionMapper(
            value = {AuthenticationFailedException.class, UnauthorizedException.class},
            priority = 1)
    Response unauthorized() {
        return Problems.unauthorized().toResponse();
    }
}
