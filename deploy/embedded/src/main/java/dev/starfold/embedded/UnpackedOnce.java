package dev.starfold.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Server files kept between runs in the user's cache folder ({@code XDG_CACHE_HOME} or {@code ~/.cache}, else the
 * temporary one), one folder per content. A folder appears there whole or not at all, however many processes unpack it at
 * once.
 */
final class UnpackedOnce {

    private UnpackedOnce() {}

    /** Writes the files into an empty folder. */
    interface Unpacker {
        void unpackInto(Path folder) throws IOException;
    }

    static Path folder(String name, byte[] content, Unpacker unpacker) {
        try {
            Path cache = cache();
            Path target = cache.resolve(name + "-" + digest(content));
            if (!Files.isDirectory(target)) {
                Path unfinished = Files.createTempDirectory(cache, "." + name);
                try {
                    unpacker.unpackInto(unfinished);
                    publish(unfinished, target);
                } finally {
                    FileTree.delete(unfinished);
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + name, e);
        }
    }

    private static void publish(Path unfinished, Path target) throws IOException {
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static Path cache() throws IOException {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path user = configured != null && configured.startsWith("/")
                ? Path.of(configured)
                : Path.of(System.getProperty("user.home"), ".cache");
        try {
            return writable(user.resolve("starfold"));
        } catch (IOException e) {
            return writable(
                    Path.of(System.getProperty("java.io.tmpdir"), "starfold-" + System.getProperty("user.name")));
        }
    }

    private static Path writable(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new IOException("Cannot write to " + folder);
        }
        return folder;
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
