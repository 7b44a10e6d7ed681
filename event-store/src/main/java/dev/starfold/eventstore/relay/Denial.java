package dev.starfold.eventstore.relay;

import dev.starfold.eventstore.Reason;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** That the broker and this service will not have each other: a certificate, a login or a right is wrong. */
final class Denial {

    private Denial() {}

    /** The reason, if the failure is of this kind. */
    static Optional<String> in(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
                return Optional.of("Kafka denies access: " + Reason.of(cause)
                        + ": check kafka.security.protocol, kafka.ssl.*, kafka.sasl.* and the ACLs");
            }
        }
        return Optional.empty();
    }
}
