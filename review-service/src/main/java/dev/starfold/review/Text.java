package dev.starfold.review;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Headline and body of a review at one version. They stand in no event, so that erasing them is deleting a row; events hold
 * their {@link #digest}.
 */
public record Text(@Nullable String headline, @Nullable String body) {

    public static final Text NONE = new Text(null, null);

    public boolean isEmpty() {
        return headline == null && body == null;
    }

    /** True if this is all that is left where content says that there is text. */
    public boolean isErased(Content content) {
        return isEmpty() && content.textDigest() != null;
    }

    /** SHA-256 over both, as hex; {@code null} without any text. Equal digests: equal texts. */
    public @Nullable String digest() {
        if (isEmpty()) {
            return null;
        }
        MessageDigest sha256 = sha256();
        update(sha256, headline);
        update(sha256, body);
        return HexFormat.of().formatHex(sha256.digest());
    }

    // The length in front keeps a headline's end apart from a body's start, and "absent" from "empty".
    private static void update(MessageDigest digest, @Nullable String part) {
        byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        digest.update(
                ByteBuffer.allocate(4).putInt(part == null ? -1 : bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
