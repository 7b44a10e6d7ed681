package dev.starfold.review.moderation;

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

/** The last item of a page of the queue, as an opaque text with a keyed digest: an altered one is worthless. */
record QueueCursor(int count, Instant latest, UUID review) {

    // 4 bytes of count, 8 of time, 16 of id and 8 of digest: a multiple of three, so that no bit of the text is without
    // meaning.
    private static final int DATA = 28;
    private static final int DIGEST = 8;

    String encode(String key) {
        byte[] data = ByteBuffer.allocate(DATA)
                .putInt(count)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, latest))
                .putLong(review.getMostSignificantBits())
                .putLong(review.getLeastSignificantBits())
                .array();
        byte[] signed = ByteBuffer.allocate(DATA + DIGEST)
                .put(data)
                .put(digest(key, data))
                .array();
        return Base64.getUrlEncoder().encodeToString(signed);
    }

    /** {@code null} for what this service never gave out. */
    static @Nullable QueueCursor decode(String key, String text) {
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
        if (!MessageDigest.isEqual(digest(key, data), Arrays.copyOfRange(signed, DATA, DATA + DIGEST))) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(data);
        int count = buffer.getInt();
        Instant latest = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
        return new QueueCursor(count, latest, new UUID(buffer.getLong(), buffer.getLong()));
    }

    private static byte[] digest(String key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(data);
            return Arrays.copyOf(mac.doFinal("reports".getBytes(StandardCharsets.UTF_8)), DIGEST);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }
}
