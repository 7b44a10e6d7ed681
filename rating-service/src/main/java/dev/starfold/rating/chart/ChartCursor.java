package dev.starfold.rating.chart;

import dev.starfold.rating.Signed;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The last place of a page, as an opaque text: the next page begins behind it, in the same ranking.
 *
 * @param ranking its id
 * @param place from 1; 0 for the first page
 */
record ChartCursor(long ranking, int place) {

    /** 8 bytes of ranking, 4 of place. */
    private static final int DATA = 12;

    String encode(String key, String query) {
        return Signed.encode(
                key,
                query,
                ByteBuffer.allocate(DATA).putLong(ranking).putInt(place).array());
    }

    /** {@code null} for what this service never gave out for this query. */
    static @Nullable ChartCursor decode(String key, String query, String text) {
        byte[] data = Signed.decode(key, query, text, DATA);
        if (data == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(data);
        return new ChartCursor(buffer.getLong(), buffer.getInt());
    }
}
