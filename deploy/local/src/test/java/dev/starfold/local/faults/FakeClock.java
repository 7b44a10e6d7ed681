package dev.starfold.local.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock of processes started under it, moved while they run; their monotonic clock goes on as it was. By libfaketime.
 */
public final class FakeClock {

    private final Path file;

    /** @param file holds how far the clock is off */
    public FakeClock(Path file) throws IOException {
        this.file = file;
        set(Duration.ZERO);
    }

    /** What this machine lacks for it; null when nothing. */
    public static @Nullable String missing() {
        return library().isPresent()
                ? null
                : "the library libfaketime is not installed (Debian: apt-get install libfaketime)";
    }

    private static Optional<Path> library() {
        return Stream.of(
                        "/usr/lib/x86_64-linux-gnu/faketime",
                        "/usr/lib/aarch64-linux-gnu/faketime",
                        "/usr/lib64/faketime",
                        "/usr/lib/faketime")
                .map(folder -> Path.of(folder, "libfaketimeMT.so.1"))
                .filter(Files::exists)
                .findFirst();
    }

    /** Runs a command under this clock. */
    public List<String> prefix() {
        return List.of(
                "env",
                "LD_PRELOAD=" + library().orElseThrow(),
                "FAKETIME_TIMESTAMP_FILE=" + file,
                // Read anew every second, not with every look at the clock.
                "FAKETIME_CACHE_DURATION=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                // Else timed waits return at once.
                "FAKETIME_FORCE_MONOTONIC_FIX=0",
                "FAKETIME_DONT_RESET=1");
    }

    /** The clock is off by so much from now on. */
    public void set(Duration off) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, "%+d%n".formatted(off.toSeconds()));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
