package dev.starfold.rating.exclusions;

import dev.starfold.rating.Signed;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last item of a page, as an opaque text: the next page begins behind it. Nothing in it is secret. */
record Cursor(Instant at, UUID id) {

    /** 8 bytes of time, 16 of id. */
    private static final int DATA = 24;

    String encode(String key, String query) {
        byte[] data = ByteBuffer.allocate(DATA)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Signed.encode(key, query, data);
    }

    /** {@code null} for what this service never gave out for this query. */
    static @Nullable Cursor decode(String key, String query, String text) {
        byte[] data = Signed.decode(key, query, text, DATA);
        if (data == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(data);
        Instant at = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
        return new Cursor(at, new UUID(buffer.getLong(), buffer.getLong()));
    }
}
