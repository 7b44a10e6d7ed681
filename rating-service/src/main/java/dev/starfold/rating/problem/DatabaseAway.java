package dev.starfold.rating.problem;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recognises a database that can't be reached, or refuses to work at the moment, among the causes of a failure. */
final class DatabaseAway {

    /** SQLSTATE classes: connection exception, insufficient resources, operator intervention. */
    private static final List<String> PASSING = List.of("08", "53", "57");

    private DatabaseAway() {}

    static boolean isCauseOf(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> switch (cause) {
                    case PgException refusal ->
                        PASSING.stream().anyMatch(String.valueOf(refusal.getSqlState())::startsWith);
                    case IOException _, VertxException _ -> true;
                    default -> false;
                });
    }
}
