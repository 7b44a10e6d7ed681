package dev.starfold.rating;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Opaque texts for clients to bring back. A keyed digest over the data and the query makes a text that was altered, or that
 * came from another query, worthless; it hides nothing.
 */
public final class Signed {

    private static final int DIGEST = 9;

    private Signed() {}

    /** @param data its length a multiple of three, so that no bit of the text is without meaning */
    public static String encode(String key, String query, byte[] data) {
        byte[] signed = Arrays.copyOf(data, data.length + DIGEST);
        System.arraycopy(digest(key, query, data), 0, signed, data.length, DIGEST);
        return Base64.getUrlEncoder().encodeToString(signed);
    }

    /** The data, of that length; {@code null} for what this service never gave out for this query. */
    public static byte @Nullable [] decode(String key, String query, String text, int length) {
        byte[] signed;
        try {
            signed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (signed.length != length + DIGEST) {
            return null;
        }
        byte[] data = Arrays.copyOf(signed, length);
        return MessageDigest.isEqual(digest(key, query, data), Arrays.copyOfRange(signed, length, signed.length))
                ? data
                : null;
    }

    private static byte[] digest(String key, String query, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(data);
            return Arrays.copyOf(mac.doFinal(query.getBytes(StandardCharsets.UTF_8)), DIGEST);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }
}
