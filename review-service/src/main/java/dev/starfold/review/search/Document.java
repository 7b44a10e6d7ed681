package dev.starfold.review.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/** The words of a text as the {@code review_search} table has them: in order, with a space around each. */
public final class Document {

    private Document() {}

    /** The words of a text; empty if it has none. */
    public static String of(String text) {
        return of(Words.of(text));
    }

    static String of(List<String> words) {
        return words.isEmpty() ? "" : " " + String.join(" ", words) + " ";
    }

    /**
     * The CRC-32C of each word in UTF-8, less 2³¹, in order, each once: as the function {@code search_keys} has it where no
     * spaces stand side by side.
     */
    public static IntStream keys(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        int[] keys = new int[bytes.length / 2 + 1];
        int count = 0;
        CRC32C crc = new CRC32C();
        for (int begin = 0, end = 0; end <= bytes.length; end++) {
            if (end == bytes.length || bytes[end] == ' ') {
                if (end > begin) {
                    crc.reset();
                    crc.update(bytes, begin, end - begin);
                    keys[count++] = (int) (crc.getValue() + Integer.MIN_VALUE);
                }
                begin = end + 1;
            }
        }
        return Arrays.stream(keys, 0, count).sorted().distinct();
    }
}
