package dev.starfold.review;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often each kind of reaction was given.
 *
 * @param counts one per kind, in the order of the catalogue
 */
public record Reactions(List<Integer> counts) {

    /** What a reader may say of a review with one click; its order breaks ties. */
    public static final List<String> CATALOGUE =
            List.of("nice", "love-it", "funny", "confusing", "informative", "well-written", "creative");

    /** Of what nobody reacted to. */
    public static final Reactions NONE = new Reactions(Collections.nCopies(CATALOGUE.size(), 0));

    public Reactions {
        counts = List.copyOf(counts);
        if (counts.size() != CATALOGUE.size()) {
            throw new IllegalArgumentException("one count for each kind, not " + counts);
        }
    }

    /** Of some kinds; the others were never given. */
    public static Reactions of(Map<String, Integer> counts) {
        return new Reactions(
                CATALOGUE.stream().map(kind -> counts.getOrDefault(kind, 0)).toList());
    }

    public int overall() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** Every kind with its count, in the order of the catalogue. */
    public Map<String, Integer> kinds() {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        for (int i = 0; i < counts.size(); i++) {
            kinds.put(CATALOGUE.get(i), counts.get(i));
        }
        return kinds;
    }

    /** The kind given most, the first of the catalogue among equals; {@code null} where none was given. */
    public @Nullable String top() {
        int most = Collections.max(counts);
        return most == 0 ? null : CATALOGUE.get(counts.indexOf(most));
    }
}
