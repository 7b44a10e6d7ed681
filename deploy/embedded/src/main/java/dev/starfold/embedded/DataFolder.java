package dev.starfold.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server's data folder, held by one JVM at a time. The lock file beside it ({@code <folder>.lock}) is locked while a
 * JVM runs the server and names the server's process, so that the next owner finds a server whose JVM was killed.
 */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final @Nullable Path temporary;
    private final FileChannel lock;

    private DataFolder(Path path, @Nullable Path temporary, FileChannel lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    /** The given folder, or for null a temporary one that goes when this is closed. */
    static DataFolder open(@Nullable Path given, String server) {
        if (given == null) {
            Path temporary = FileTree.temporary("starfold-" + server.toLowerCase(Locale.ROOT) + "-");
            return locked(temporary.resolve("data"), temporary);
        }
        return locked(given.toAbsolutePath().normalize(), null);
    }

    private static DataFolder locked(Path path, @Nullable Path temporary) {
        try {
            Files.createDirectories(path.getParent());
            return new DataFolder(path, temporary, lock(path));
        } catch (IOException e) {
            throw new ServerException("Cannot use " + path + " as a data folder: " + e, e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolveSibling(path.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This very JVM holds it: the same answer.
        }
        channel.close();
        throw new ServerException("The data in " + path + " is in use by a running server: stop it first");
    }

    Path path() {
        return path;
    }

    /** Where the server logs unless told otherwise: beside the data. */
    Path defaultLog() {
        return path.resolveSibling(path.getFileName() + ".log");
    }

    void record(long pid) {
        try {
            lock.truncate(0);
            lock.write(ByteBuffer.wrap(Long.toString(pid).getBytes(UTF_8)), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server that an earlier owner started here and left running, if there is one. */
    Optional<ProcessHandle> orphan() {
        try {
            ByteBuffer content = ByteBuffer.allocate(20);
            lock.read(content, 0);
            String pid = new String(content.array(), 0, content.position(), UTF_8);
            return pid.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(pid)).filter(this::servesThisFolder);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    // Process ids are reused: only a command line that names the folder makes it ours.
    private boolean servesThisFolder(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(path.toString()))
                .isPresent();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (temporary != null) {
            FileTree.delete(temporary);
        }
    }
}
