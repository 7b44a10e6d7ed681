package dev.starfold.bench.log;

import java.time.Duration;
import java.util.function.LongPredicate;

/**
 * How fast something reads a backlog, from the first moment that finds it reading: what it takes to start is left out.
 *
 * @param read records since then
 * @param seconds from then until it has read all
 */
public record Reading(long read, double seconds) {

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** How many records are read by now. */
    public interface Progress {
        long read() throws Exception;
    }

    /** Follows it until it has read that many. */
    public static Reading of(long all, Progress progress) throws Exception {
        return of(all, progress, read -> false);
    }

    /** The same; {@code heard} is told how much is read until it says that it has heard enough. */
    public static Reading of(long all, Progress progress, LongPredicate heard) throws Exception {
        long first = 0;
        long began = 0;
        boolean told = false;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            long read = progress.read();
            long now = System.nanoTime();
            if (began == 0 && read > 0) {
                first = read;
                began = now;
            }
            if (read >= all) {
                return new Reading(all - first, (now - began) / 1e9);
            }
            told = told || heard.test(read);
            Thread.sleep(LOOK);
        }
        throw new IllegalStateException("not read in " + PATIENCE);
    }

    /** Records a second; fails where all were read at the first look. */
    public double rate() {
        if (read == 0) {
            throw new IllegalStateException("all was read at once: choose a larger --backlog");
        }
        return read / seconds;
    }
}
