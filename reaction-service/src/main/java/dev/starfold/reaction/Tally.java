package dev.starfold.reaction;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often each kind was given to a review: every kind, in catalogue order, zeros included. */
public record Tally(Map<ReactionKind, Integer> counts) {

    public static final Tally NONE = new Tally(Map.of());

    public Tally {
        Map<ReactionKind, Integer> every = new EnumMap<>(ReactionKind.class);
        for (ReactionKind kind : ReactionKind.values()) {
            every.put(kind, counts.getOrDefault(kind, 0));
        }
        counts = Collections.unmodifiableMap(every);
    }

    public int overall() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The kind given most, the first of the catalogue among equals; {@code null} where none was given. */
    public @Nullable ReactionKind top() {
        ReactionKind top = null;
        int most = 0;
        for (var count : counts.entrySet()) {
            if (count.getValue() > most) {
                most = count.getValue();
                top = count.getKey();
            }
        }
        return top;
    }
}
