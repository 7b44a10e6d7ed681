package dev.starfold.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A server running as a child of this JVM: detached from the terminal, logging to a file, and stopped by a
 * {@link Watchdog} if this JVM dies first.
 */
final class ServerProcess {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final int TAIL_LINES = 15;

    private final String name;
    private final Process process;
    private final String stopSignal;
    private final Path log;
    private final long logStart;

    private ServerProcess(String name, Process process, String stopSignal, Path log, long logStart) {
        this.name = name;
        this.process = process;
        this.stopSignal = stopSignal;
        this.log = log;
        this.logStart = logStart;
    }

    /**
     * Starts the command without waiting for it to be ready.
     *
     * @param stopSignal the signal by which the server shuts down fast and cleanly
     */
    static ServerProcess start(String name, List<String> command, String stopSignal, DataFolder data, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            ProcessBuilder builder = new ProcessBuilder(Shell.detached(command))
                    .redirectInput(Shell.NO_INPUT)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(key -> key.startsWith("PG") || key.startsWith("KAFKA_"));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            data.record(process.pid());
            Watchdog.over(process, stopSignal);
            return new ServerProcess(name, process, stopSignal, log, logStart);
        } catch (IOException e) {
            throw new ServerException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits until the server is ready; fails when it ends before that or takes longer than the limit. */
    void awaitReady(BooleanSupplier ready, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (process.isAlive()) {
            if (ready.getAsBoolean()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                stop();
                throw new ServerException(name + " was not ready within " + limit.toSeconds() + " s" + ending());
            }
            pause();
        }
        throw new ServerException(name + " ended while starting, exit code " + process.exitValue() + ending());
    }

    /** Stops the server cleanly, or after 20 s by force. Does nothing when it has ended. */
    void stop() {
        stop(process.toHandle(), stopSignal);
    }

    static void stop(ProcessHandle server, String stopSignal) {
        if (!server.isAlive()) {
            return;
        }
        Shell.signal(stopSignal, server.pid());
        if (!ends(server)) {
            server.destroyForcibly();
            ends(server);
        }
    }

    private static boolean ends(ProcessHandle server) {
        CompletableFuture<ProcessHandle> exit = server.onExit();
        try {
            exit.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("An exit cannot fail", e);
        }
    }

    /** What the server has logged since this start. */
    String logged() {
        try (var channel = Files.newByteChannel(log)) {
            channel.position(logStart);
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ending() {
        List<String> lines = logged().lines().toList();
        List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        return tail.isEmpty() ? "" : "; the end of " + log + ":\n  " + String.join("\n  ", tail);
    }

    private void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted while a server was starting", e);
        }
    }
}
