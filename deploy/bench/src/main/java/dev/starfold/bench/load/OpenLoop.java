package dev.starfold.bench.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Load at a constant rate, whatever becomes of the requests before. What is measured counts from the moment when a request
 * was due: so a stall is felt by all who would have come meanwhile.
 */
public final class OpenLoop {

    private OpenLoop() {}

    /** One request. */
    public interface Call {
        /**
         * Sends it and waits for the answer.
         *
         * @param number counts from 0
         * @param due as {@link System#nanoTime} has it
         */
        void run(int number, long due) throws Exception;
    }

    /** Calls as long as {@code on} says so, and then waits for the answers; fails with the first failure. */
    public static int run(int perSecond, BooleanSupplier on, Call call) throws Exception {
        AtomicReference<Exception> failure = new AtomicReference<>();
        int number = 0;
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            while (failure.get() == null && on.getAsBoolean()) {
                long due = start + number * 1_000_000_000L / perSecond;
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                int current = number++;
                callers.execute(() -> {
                    try {
                        call.run(current, due);
                    } catch (Exception e) {
                        failure.compareAndSet(null, e);
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return number;
    }

    /** True for that long from now. */
    public static BooleanSupplier forSeconds(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return () -> System.nanoTime() < end;
    }
}
