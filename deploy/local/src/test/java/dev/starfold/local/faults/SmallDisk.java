package dev.starfold.local.faults;

import dev.starfold.local.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A small file system in memory, mounted where a server keeps its data, to be filled to the last byte. Linux, as root. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** What keeps this machine from mounting one; null when nothing does. */
    public static @Nullable String missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "a small file system is mounted by root alone";
        }
        return Tools.succeeds("unshare", "-m", "true") ? null : "this container may not mount a tmpfs (CAP_SYS_ADMIN)";
    }

    /** Mounts one of so many MiB on the folder, which is created if it is missing. */
    public static SmallDisk mount(Path folder, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        Tools.run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m,mode=700", "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    /** The one that is mounted there. */
    public static SmallDisk at(Path folder) throws IOException {
        if (!Files.getFileStore(folder).type().equals("tmpfs")) {
            throw new IllegalStateException("no small disk is mounted at " + folder);
        }
        return new SmallDisk(folder);
    }

    /** Fills what is left of it. */
    public void fill() throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out =
                Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (folder.toFile().getUsableSpace() > block.length) {
                throw full;
            }
        }
    }

    /** Gives the room back. */
    public void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() throws IOException {
        Tools.run("umount", "--lazy", folder.toString());
    }
}
