package dev.starfold.rating.exclusions;

import dev.starfold.eventstore.Command.Idempotency;
import dev.starfold.eventstore.NameUuid;
import dev.starfold.rating.problem.Problems;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client's {@code Idempotency-Key}: unique per user, and bound to the content it came with. It also gives the exclusion its
 * id, so that a repeat comes to the stream of the first success.
 */
record IdempotencyKey(UUID exclusion, Idempotency idempotency) {

    private static final UUID KEYS = UUID.fromString("9d1f6b52-0c7e-5a38-b4d9-62e8a3f7c015");
    private static final UUID EXCLUSIONS = UUID.fromString("52c8e0a7-d36b-5f14-8e29-b70d41f9a6c3");
    private static final UUID CONTENTS = UUID.fromString("e7a40c96-1b8f-5d23-9c5a-38f6d2b1e074");

    static @Nullable IdempotencyKey of(List<String> header, String user, String subject, ExclusionForm form) {
        if (header.isEmpty()) {
            return null;
        }
        String key = header.getFirst();
        if (header.size() > 1 || !key.matches("[\\x21-\\x7E]{1,255}")) {
            throw Problems.invalid("Idempotency-Key", "must be one key of 1 to 255 visible ASCII characters");
        }
        var idempotency = new Idempotency(NameUuid.of(KEYS, user, key), digest(subject, form));
        return new IdempotencyKey(NameUuid.of(EXCLUSIONS, user, key), idempotency);
    }

    private static UUID digest(String subject, ExclusionForm form) {
        Scope scope = form.scope();
        return NameUuid.of(
                CONTENTS,
                subject,
                String.valueOf(scope.from()),
                String.valueOf(scope.to()),
                // Apart from an author whose name is "null".
                scope.author() == null ? "" : scope.author(),
                form.reason());
    }
}
