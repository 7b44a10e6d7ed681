package dev.starfold.review.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.review.http.InvalidRequest;
import dev.starfold.review.imports.Lines.Line;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class LinesProperties {

    @Property
    void howeverTheBytesAreCutTheLinesAreTheSame(
            @ForAll("bodies") byte[] body, @ForAll @IntRange(min = 1, max = 9) int size) {
        List<String> expected = new ArrayList<>();
        String[] all = new String(body, StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            if (!all[i].matches("[ \t\r]*")) {
                expected.add(i + 1 + ":" + all[i]);
            }
        }
        List<String> found = new ArrayList<>();
        var lines = new Lines();
        for (int at = 0; at < body.length; at += size) {
            lines.add(Buffer.buffer(body).slice(at, Math.min(body.length, at + size)));
            drain(lines, found);
        }
        lines.end();
        drain(lines, found);
        assertThat(found).isEqualTo(expected);
    }

    @Property
    void aLineIsReadOrRefusedWhateverItsBytes(@ForAll("bodies") byte[] line) {
        try {
            ImportLine read = ImportLine.read(line, "ops", Instant.now());
            assertThat(read.command().author()).isNotEmpty();
        } catch (InvalidRequest refused) {
            assertThat(refused.errors()).isNotEmpty();
        }
    }

    private static void drain(Lines lines, List<String> found) {
        for (Line line = lines.next(); line != null; line = lines.next()) {
            found.add(line.number() + ":" + new String(line.bytes(), StandardCharsets.ISO_8859_1));
        }
    }

    /** Any bytes, and with them often those that mean something here. */
    @Provide
    Arbitrary<byte[]> bodies() {
        return Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.bytes()),
                        Tuple.of(2, Arbitraries.of((byte) '\n', (byte) '\r', (byte) ' ')),
                        Tuple.of(2, Arbitraries.of((byte) '{', (byte) '}', (byte) '"', (byte) ':', (byte) '[')))
                .array(byte[].class)
                .ofMaxSize(60);
    }
}
