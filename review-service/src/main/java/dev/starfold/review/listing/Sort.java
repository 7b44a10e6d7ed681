package dev.starfold.review.listing;

import dev.starfold.review.paging.Cursor;
import dev.starfold.review.store.ReviewRow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a list is ordered by; then, within equals, newest first, then by id. */
enum Sort {
    NEWEST(null),
    OLDEST(null),
    HIGHEST("r.score"),
    LOWEST("(-r.score)"),
    MOST_REACTED("r.reacted"),
    HELPFUL("r.helpful");

    /** By the names of the parameter {@code sort}. */
    static final Map<String, Sort> BY_NAME = new LinkedHashMap<>();

    static {
        for (Sort sort : values()) {
            BY_NAME.put(sort.name().toLowerCase(Locale.ROOT).replace('_', '-'), sort);
        }
    }

    /** In SQL, descending; {@code null} for time alone. */
    final @Nullable String key;

    Sort(@Nullable String key) {
        this.key = key;
    }

    /** True where most reviews have zero for a key, and stand in the index of times only. */
    boolean isSparse() {
        return this == MOST_REACTED || this == HELPFUL;
    }

    Cursor cursor(ReviewRow row) {
        long exact =
                switch (this) {
                    case NEWEST, OLDEST -> 0;
                    case HIGHEST -> row.score;
                    case LOWEST -> -row.score;
                    case MOST_REACTED -> row.reacted;
                    case HELPFUL -> Double.doubleToLongBits(row.helpful);
                };
        return new Cursor(exact, row.submittedAt, row.id);
    }

    /** The key's value at the cursor, as a parameter. */
    Object key(Cursor cursor) {
        return switch (this) {
            case HELPFUL -> Double.longBitsToDouble(cursor.key());
            case NEWEST, OLDEST, HIGHEST, LOWEST, MOST_REACTED -> Math.toIntExact(cursor.key());
        };
    }
}
