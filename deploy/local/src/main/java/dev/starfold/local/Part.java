package dev.starfold.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One process of the system. When it dies it is started again, at once if it had run for a while, and at longer and longer
 * intervals while that doesn't help.
 */
public final class Part {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    // A process that lived this long is started again without a pause.
    private static final Duration SETTLED = Duration.ofSeconds(30);

    /** What is done to a process. */
    interface Action {
        void run() throws Exception;
    }

    private final String name;
    private final LongSupplier pid;
    private final Action stop;
    private final Action restart;
    private final Consumer<String> progress;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    Part(String name, LongSupplier pid, Action stop, Action restart, Consumer<String> progress) {
        this.name = name;
        this.pid = pid;
        this.stop = stop;
        this.restart = restart;
        this.progress = progress;
    }

    /** {@code postgres}, {@code kafka}, {@code review-service 1} … */
    public String name() {
        return name;
    }

    /** The process id, another one after each start. */
    public long pid() {
        return pid.getAsLong();
    }

    /** Stops the process cleanly and keeps it away while the action runs; afterwards it is started again. */
    public <T> T away(Callable<T> action) throws Exception {
        lock.lock();
        try {
            stop.run();
            return action.call();
        } finally {
            lock.unlock();
        }
    }

    /** Starts it again whenever it ends, until {@link #letGo}. */
    void watch() {
        Thread.ofVirtual().name("watch " + name).start(this::keepUp);
    }

    /** From now on the process may end. */
    void letGo() {
        closed = true;
        // Whoever is starting it again finishes first.
        lock.lock();
        lock.unlock();
    }

    private void keepUp() {
        Duration pause = SHORTEST_PAUSE;
        while (!closed) {
            long since = System.nanoTime();
            ProcessHandle.of(pid()).ifPresent(process -> process.onExit().join());
            if (System.nanoTime() - since > SETTLED.toNanos()) {
                pause = SHORTEST_PAUSE;
            } else {
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
            startAgain();
        }
    }

    private void startAgain() {
        lock.lock();
        try {
            if (!closed) {
                progress.accept("down  " + name + " has ended and is started again");
                restart.run();
                progress.accept("up    " + name);
            }
        } catch (Exception failure) {
            progress.accept("down  " + name + " can't be started again yet: " + failure.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
