package dev.starfold.review.imports;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into lines, holding one line at most besides the chunk it is in. Blank lines only count. */
final class Lines {

    /** The most bytes a line may have. */
    static final int MAX = 262_144;

    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private Buffer chunk = Buffer.buffer();
    private int at;
    private boolean tooLong;
    private boolean ended;
    private long number;

    /** A line and its place in the stream, from 1; no {@code bytes} are kept of one that is too long. */
    record Line(long number, byte @Nullable [] bytes) {}

    /** The next bytes; only when {@link #next} has none left. */
    void add(Buffer next) {
        chunk = next;
        at = 0;
    }

    /** No more bytes: what stands behind the last line end is a line too. */
    void end() {
        ended = true;
    }

    /** The next whole line; {@code null} when more bytes are needed. */
    @Nullable Line next() {
        while (at < chunk.length()) {
            int end = at;
            while (end < chunk.length() && chunk.getByte(end) != '\n') {
                end++;
            }
            keep(end);
            if (end == chunk.length()) {
                at = end;
                break;
            }
            at = end + 1;
            Line line = finished();
            if (line != null) {
                return line;
            }
        }
        return ended ? finished() : null;
    }

    private void keep(int end) {
        if (tooLong || begun.size() + end - at > MAX) {
            tooLong = true;
            begun.reset();
        } else {
            begun.writeBytes(chunk.getBytes(at, end));
        }
    }

    private @Nullable Line finished() {
        number++;
        byte[] bytes = begun.toByteArray();
        boolean skipped = tooLong;
        begun.reset();
        tooLong = false;
        return skipped ? new Line(number, null) : isBlank(bytes) ? null : new Line(number, bytes);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
