package dev.starfold.review.paging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The last item of a page, as an opaque text: the next page begins behind it. A keyed digest over it and the query makes a
 * cursor that was altered, or that came from another query, worthless; it hides nothing, as nothing in it is secret.
 *
 * @param key what the list is ordered by before time and id, exactly; 0 if nothing
 */
public record Cursor(long key, Instant at, UUID id) {

    // 8 bytes of key, 8 of time, 16 of id and 10 of digest: a multiple of three, so that no bit of the text is without
    // meaning.
    private static final int DATA = 32;
    private static final int DIGEST = 10;

    public String encode(String secret, String query) {
        byte[] data = ByteBuffer.allocate(DATA)
                .putLong(key)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        byte[] signed = ByteBuffer.allocate(DATA + DIGEST)
                .put(data)
                .put(digest(secret, query, data))
                .array();
        return Base64.getUrlEncoder().encodeToString(signed);
    }

    /** {@code null} for what this service never gave out for this query. */
    public static @Nullable Cursor decode(String secret, String query, String text) {
        byte[] signed;
        try {
            signed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (signed.length != DATA + DIGEST) {
            return null;
        }
        byte[] data = Arrays.copyOf(signed, DATA);
        if (!MessageDigest.isEqual(digest(secret, query, data), Arrays.copyOfRange(signed, DATA, DATA + DIGEST))) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(data);
        long key = buffer.getLong();
        Instant at = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
        return new Cursor(key, at, new UUID(buffer.getLong(), buffer.getLong()));
    }

    private static byte[] digest(String secret, String query, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(data);
            return Arrays.copyOf(mac.doFinal(query.getBytes(StandardCharsets.UTF_8)), DIGEST);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }
}
