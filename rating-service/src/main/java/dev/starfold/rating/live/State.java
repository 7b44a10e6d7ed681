package dev.starfold.rating.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.starfold.rating.Rating;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A rating as it is sent, serialised once for all who get it. The id names what the subject's own reviews and reactions add
 * up to and how many are excluded, nothing else: the same on every instance, in every generation, and whatever happens to the rest of the type.
 */
record State(String id, String json) {

    private static final int ID_BYTES = 12;

    static State of(Rating rating, String json) {
        return new State(id(rating), json);
    }

    private static String id(Rating rating) {
        var own = new StringBuilder();
        rating.histogram().forEach(bar -> own.append(bar.count()).append(' '));
        var said = rating.recommendation();
        own.append(said.recommended().count()).append(' ');
        own.append(said.mixedFeelings().count()).append(' ');
        own.append(said.notRecommended().count()).append(' ');
        own.append(rating.excluded()).append(' ');
        own.append(rating.reactions().kinds());
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest(own.toString()), ID_BYTES));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
