package dev.starfold.local.importing;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file of reviews, or standard input: knows how it begins and how many bytes were read. */
final class Input extends FilterInputStream {

    private static final int HEAD = 1 << 20;

    private final long size;
    private final byte[] head;
    private long read;

    private Input(InputStream in, long size) throws IOException {
        super(new BufferedInputStream(in, 64 * 1024));
        this.size = size;
        this.in.mark(HEAD);
        byte[] first = this.in.readNBytes(HEAD);
        this.in.reset();
        int mark = hasByteOrderMark(first) ? 3 : 0;
        this.in.skipNBytes(mark);
        this.read = mark;
        this.head = Arrays.copyOfRange(first, mark, first.length);
    }

    /** @param file {@code -} for standard input */
    static Input open(String file) {
        try {
            if (file.equals("-")) {
                return of(System.in, -1);
            }
            Path path = Path.of(file);
            if (!Files.isReadable(path) || Files.isDirectory(path)) {
                throw new ImportFailure("'" + file + "' is no file that can be read");
            }
            return of(Files.newInputStream(path), Files.isRegularFile(path) ? Files.size(path) : -1);
        } catch (IOException e) {
            throw new ImportFailure("'" + file + "' can't be read: " + e.getMessage());
        }
    }

    /** @param size in bytes, or -1 where nobody knows */
    static Input of(InputStream in, long size) throws IOException {
        return new Input(in, size);
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    /** The first bytes, up to 1 MiB. */
    byte[] head() {
        return head;
    }

    long size() {
        return size;
    }

    /** How many bytes were read. */
    long position() {
        return read;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        read += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        read += Math.max(0, count);
        return count;
    }
}
