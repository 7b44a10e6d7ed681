package dev.starfold.local.faults;

import dev.starfold.local.Tools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Lets the next fsync of running processes fail with EIO, as a dying disk does, by strace. PostgreSQL panics on it and recovers
 * from its log; a broker with one log folder halts. Linux, with the package strace.
 */
public final class FailingFsync implements AutoCloseable {

    private final Process strace;

    private FailingFsync(Process strace) {
        this.strace = strace;
    }

    /** What this machine lacks for it; null when nothing. */
    public static @Nullable String missing() {
        if (!Tools.has("strace")) {
            return "the program strace is not installed (Debian: apt-get install strace)";
        }
        return Tools.succeeds("strace", "-o", "/dev/null", "true")
                ? null
                : "strace may not trace here (ptrace is forbidden)";
    }

    /** For a server of one process, such as Kafka. */
    public static FailingFsync of(long pid) throws IOException {
        return attach(List.of(pid));
    }

    /**
     * For PostgreSQL's children as they are now. Not for the postmaster, nor for those that it starts later: the recovery
     * after the panic would fail as well, and a server that can't recover stays down, which is another fault.
     */
    public static FailingFsync ofChildren(long pid) throws IOException {
        return attach(ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList());
    }

    private static FailingFsync attach(List<Long> pids) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "inject=fsync,fdatasync:error=EIO"));
        pids.forEach(pid -> command.addAll(List.of("-p", Long.toString(pid))));
        Process strace = new ProcessBuilder(command).inheritIO().start();
        FailingFsync failing = new FailingFsync(strace);
        failing.awaitAttached(pids);
        return failing;
    }

    private void awaitAttached(List<Long> pids) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            // One that has ended meanwhile is of no interest.
            if (pids.stream()
                    .allMatch(pid ->
                            !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)
                                    || tracer(pid) == strace.pid())) {
                return;
            }
            pause();
        }
        close();
        throw new IOException("strace did not attach to " + pids);
    }

    private static long tracer(long pid) {
        try (var lines = java.nio.file.Files.lines(java.nio.file.Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("TracerPid:"))
                    .flatMapToLong(line ->
                            LongStream.of(Long.parseLong(line.substring(10).strip())))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Waits until all that it holds have died of it, which ends it as well, but no longer than that. */
    public boolean awaitHarm(java.time.Duration longest) throws InterruptedException {
        return strace.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets go: those that still run sync as ever. */
    @Override
    public void close() throws IOException {
        strace.destroy();
        try {
            if (!strace.waitFor(10, TimeUnit.SECONDS)) {
                throw new IOException("strace does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
