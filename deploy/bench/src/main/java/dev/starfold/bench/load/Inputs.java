package dev.starfold.bench.load;

import dev.starfold.bench.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Files that wrk's scripts read: users' tokens and texts, one a line. Made when first asked for. */
public final class Inputs {

    private static final int TEXTS = 1_000;

    private Inputs() {}

    /** Signed tokens of users named {@code prefix-0}, {@code prefix-1} … */
    public static Path tokens(Lab lab, String prefix) throws IOException {
        Path file = lab.files().resolve(prefix + ".tokens");
        if (!Files.exists(file)) {
            Files.write(
                    file,
                    IntStream.range(0, lab.scale().users())
                            .parallel()
                            .mapToObj(i -> lab.token(prefix + "-" + i))
                            .toList());
        }
        return file;
    }

    /** Bodies of reviews, fit for JSON. */
    public static Path texts(Lab lab) throws IOException {
        return lines(lab, "texts", Texts.some(TEXTS));
    }

    /** A file of these lines. */
    public static Path lines(Lab lab, String name, List<String> lines) throws IOException {
        Path file = lab.files().resolve(name);
        Files.write(file, lines);
        return file;
    }
}
