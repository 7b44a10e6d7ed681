package dev.starfold.local.faults;

import dev.starfold.local.Part;
import java.util.List;
import java.util.concurrent.Callable;

/** Several processes stopped at once. */
final class Away {

    private Away() {}

    /** Stops all parts cleanly and keeps them away while the action runs; afterwards they are started again. */
    static <T> T during(List<Part> parts, Callable<T> action) throws Exception {
        return parts.isEmpty()
                ? action.call()
                : parts.getFirst().away(() -> during(parts.subList(1, parts.size()), action));
    }
}
