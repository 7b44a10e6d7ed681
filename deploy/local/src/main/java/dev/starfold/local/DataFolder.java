package dev.starfold.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that all data lives in, used by one system at a time. It remembers the processes that run on it, so that
 * those of a launcher that was killed are ended before anything new starts.
 */
final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;
    private final List<String> processes = new ArrayList<>();

    private DataFolder(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the folder; empty while another system runs on it. */
    static Optional<DataFolder> take(Path root, boolean fresh) throws IOException, InterruptedException {
        Files.createDirectories(root);
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        DataFolder folder = new DataFolder(root, channel, lock);
        folder.endOrphans();
        if (fresh) {
            for (String part : List.of("postgres", "kafka", "logs")) {
                delete(root.resolve(part));
            }
        }
        Files.createDirectories(folder.logs());
        return Optional.of(folder);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path issuerKey() {
        return root.resolve("issuer.json");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** Notes a process by its id and start, since ids are given out again. */
    synchronized void remember(ProcessHandle process) throws IOException {
        processes.add(identity(process));
        Files.write(root.resolve("processes"), processes);
    }

    private void endOrphans() throws IOException, InterruptedException {
        Path file = root.resolve("processes");
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            ProcessHandle orphan = ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' '))))
                    .filter(process -> identity(process).equals(line))
                    .orElse(null);
            if (orphan != null) {
                orphan.destroy();
                orphan.onExit()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .exceptionally(late -> {
                            orphan.destroyForcibly();
                            return orphan;
                        })
                        .join();
            }
        }
        Files.delete(file);
    }

    private static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Object::toString).orElse("?");
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> tree = Files.walk(path)) {
                for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(entry);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(root.resolve("processes"));
        lock.release();
        channel.close();
    }
}
