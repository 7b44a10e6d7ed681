package dev.starfold.review.writing;

import dev.starfold.eventstore.Command.Idempotency;
import dev.starfold.eventstore.NameUuid;
import dev.starfold.review.Content;
import dev.starfold.review.http.InvalidRequest;
import dev.starfold.review.writing.ReviewForm.Submission;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client's {@code Idempotency-Key}: unique per user, and bound to the content it came with. */
public final class IdempotencyKey {

    private static final UUID KEYS = UUID.fromString("4f9c2b1e-87a3-5d61-b0c4-9e2d7a6f1835");
    private static final UUID CONTENTS = UUID.fromString("b3a1d7e4-2c58-5f09-8d6b-1f4e0c7a9256");

    private IdempotencyKey() {}

    static @Nullable Idempotency of(List<String> header, String user, Submission submission) {
        Content content = submission.form().content();
        return of(
                header,
                user,
                submission.subject(),
                Integer.toString(content.score()),
                content.recommendation().slug(),
                Boolean.toString(content.spoiler()),
                Boolean.toString(content.preliminary()),
                String.valueOf(content.progress()),
                String.valueOf(content.language()),
                String.valueOf(content.textDigest()));
    }

    /** {@code null} without a key; {@code content} is what a repeat must have in common with the first request. */
    public static @Nullable Idempotency of(List<String> header, String user, String... content) {
        if (header.isEmpty()) {
            return null;
        }
        String key = header.getFirst();
        if (header.size() > 1 || !key.matches("[\\x21-\\x7E]{1,255}")) {
            throw new InvalidRequest("Idempotency-Key", "must be one key of 1 to 255 visible ASCII characters");
        }
        return new Idempotency(NameUuid.of(KEYS, user, key), NameUuid.of(CONTENTS, content));
    }
}
