package dev.starfold.local.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines that aren't blank, holding no more than one of them. */
final class ByteLines {

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[64 * 1024];
    private int at;
    private int end;
    private long number;

    /** A line and its place in the stream, from 1; no {@code bytes} are kept of one that is too long. */
    record Line(long number, byte @Nullable [] bytes) {}

    ByteLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line that isn't blank, without its end; null after the last. */
    @Nullable Line next() throws IOException {
        while (fill()) {
            Line line = read();
            if (line.bytes == null || !isBlank(line.bytes)) {
                return line;
            }
        }
        return null;
    }

    private Line read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        boolean ended = false;
        while (!ended && fill()) {
            int stop = Math.min(endOfLine(buffer, at), end);
            tooLong |= line.size() + stop - at > longest;
            if (!tooLong) {
                line.write(buffer, at, stop - at);
            }
            ended = stop < end;
            at = stop + 1;
        }
        number++;
        return new Line(number, tooLong ? null : line.toByteArray());
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    /** Where the line that {@code from} is in ends: its line feed, or behind the last byte. */
    static int endOfLine(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }
}
