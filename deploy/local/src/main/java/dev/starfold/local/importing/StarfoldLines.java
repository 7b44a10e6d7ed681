package dev.starfold.local.importing;

import dev.starfold.local.importing.Sink.Rejected;
import java.io.IOException;
import java.io.InputStream;

/** Starfold's own NDJSON: each line goes as it is, and the service judges it. */
final class StarfoldLines {

    /** As long as the service takes them, in bytes. */
    private static final int LONGEST = 262_144;

    private StarfoldLines() {}

    static void read(InputStream in, Sink sink) throws IOException {
        ByteLines lines = new ByteLines(in, LONGEST);
        for (ByteLines.Line line = lines.next(); line != null; line = lines.next()) {
            String place = "line " + line.number();
            if (line.bytes() == null) {
                sink.rejected(new Rejected(place, "$", "must have at most %d bytes".formatted(LONGEST)));
            } else {
                sink.review(place, line.bytes());
            }
        }
    }
}
