package dev.starfold.local.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The checker's memory: a file with a line for every command, only ever appended to; and what broke a promise at once. */
final class Journal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final BufferedWriter writer;
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    Journal(Path file) throws IOException {
        this.file = file;
        this.writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    synchronized void add(Entry entry) {
        try {
            writer.write(JSON.writeValueAsString(entry));
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer that no fault excuses. */
    void broken(String promise) {
        broken.add(promise);
    }

    /** Takes what was broken since the last call. */
    List<String> takeBroken() {
        List<String> taken = broken.stream().toList();
        broken.removeAll(taken);
        return taken;
    }

    /** All that was written, from the file. */
    List<Entry> entries() throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(Journal::entry).toList();
        }
    }

    private static Entry entry(String line) {
        try {
            return JSON.readValue(line, Entry.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
