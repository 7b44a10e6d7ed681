package dev.starfold.rating.problem;

import dev.starfold.eventstore.LostConnection;
import io.quarkus.oidc.OIDCException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Recognises, among the causes of a failure, a database or a token issuer that is away or refuses to work for now. */
final class Away {

    /** SQLSTATE classes: connection exception, insufficient resources, operator intervention. */
    private static final List<String> PASSING = List.of("08", "53", "57");

    private Away() {}

    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> switch (cause) {
                    case PgException refusal ->
                        PASSING.stream().anyMatch(String.valueOf(refusal.getSqlState())::startsWith);
                    case IOException _, VertxException _, OIDCException _ -> true;
                    default -> LostConnection.is(cause);
                });
    }
}
