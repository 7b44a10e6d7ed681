package dev.starfold.local.faults;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One kind of harm. */
public interface Fault {

    /** What is done, as a short phrase: {@code kill -9 of Kafka}. */
    String name();

    /** Null when it can be done here, else the line that says why not. */
    default @Nullable String missing() {
        return null;
    }

    /** True if an operator is needed to mend it, who is part of the strike: it is done alone, not along with others. */
    default boolean needsOperator() {
        return false;
    }

    /** Does the harm and ends it: after the return everything must heal by itself. */
    void strike(FaultedSystem system, Random random) throws Exception;
}
