package dev.starfold.bench.load;

import java.util.Arrays;

/** How long many things took. Thread-safe. */
public final class Latencies {

    private long[] nanos = new long[4096];
    private int size;
    private int refused;

    /** Adds one. */
    public synchronized void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = duration;
    }

    /** Notes one that was refused: it took no time, and isn't among the others. */
    public synchronized void refused() {
        refused++;
    }

    /** How many were refused. */
    public synchronized int refusals() {
        return refused;
    }

    /** How many. */
    public synchronized int count() {
        return size;
    }

    /** The least duration, in milliseconds, that this share of all did not exceed (nearest rank). */
    public synchronized double percentile(double percent) {
        if (size == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * size);
        return sorted[Math.max(rank, 1) - 1] / 1e6;
    }
}
