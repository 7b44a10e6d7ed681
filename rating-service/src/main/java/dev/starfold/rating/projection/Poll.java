package dev.starfold.rating.projection;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The newest of each review's, or each reaction's, states that came together, column by column as SQL takes them. */
record Poll<S extends Versioned>(List<S> states) {

    /**
     * PostgreSQL rejects a key that comes twice in one upsert; besides, what is outdated on arrival costs nothing here. In the
     * order of their ids, so that neighbours in the index are written one after the other.
     */
    static <S extends Versioned> Poll<S> of(Collection<S> states) {
        Map<UUID, S> newest = new HashMap<>();
        states.forEach(state -> newest.merge(state.id(), state, (a, b) -> b.version() > a.version() ? b : a));
        return new Poll<>(
                newest.values().stream().sorted(comparing(Versioned::id)).toList());
    }

    /** In parts, at most so many, each with all that is of its subjects. */
    List<Poll<S>> bySubject(int parts) {
        return List.copyOf(states.stream()
                .collect(groupingBy(
                        state -> Math.floorMod(state.subject().hashCode(), parts),
                        collectingAndThen(toList(), Poll::new)))
                .values());
    }

    UUID[] ids() {
        return column(Versioned::id, UUID[]::new);
    }

    String[] subjects() {
        return states.stream().map(Versioned::subject).distinct().sorted().toArray(String[]::new);
    }

    <T> T[] column(Function<? super S, @Nullable T> field, IntFunction<T[]> array) {
        return states.stream().map(field).toArray(array);
    }
}
