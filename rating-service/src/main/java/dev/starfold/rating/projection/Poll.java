package dev.starfold.rating.projection;

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

    /** PostgreSQL rejects a key that comes twice in one upsert; besides, what is outdated on arrival costs nothing here. */
    static <S extends Versioned> Poll<S> of(Collection<S> states) {
        Map<UUID, S> newest = new HashMap<>();
        states.forEach(state -> newest.merge(state.id(), state, (a, b) -> b.version() > a.version() ? b : a));
        return new Poll<>(List.copyOf(newest.values()));
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
