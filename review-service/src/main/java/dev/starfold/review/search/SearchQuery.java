package dev.starfold.review.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user types to search: words that must all occur, {@code "phrases"}, {@code or}, and {@code -} before what must not
 * occur.
 *
 * @param alternatives one of them must hold
 */
public record SearchQuery(List<Alternative> alternatives) {

    // Any white space parts words, as the wide one of Japanese keyboards does.
    private static final Pattern PART = Pattern.compile(
            "(?<not>-)?(?:\"(?<phrase>[^\"]*)(?:\"|$)|(?<word>[^\\s\"]+))", Pattern.UNICODE_CHARACTER_CLASS);

    /**
     * What must all hold, as words with spaces between and around them, which a {@link Document} has where they follow each
     * other.
     *
     * @param present not empty
     */
    public record Alternative(List<String> present, List<String> absent) {

        /** The keys of all documents that can match. */
        public IntStream keys() {
            return Document.keys(String.join("", present));
        }
    }

    /** {@code null} where an alternative asks for no word at all: it would find everything, or nothing. */
    public static @Nullable SearchQuery of(String typed) {
        List<Alternative> alternatives = new ArrayList<>();
        List<String> present = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        Matcher parts = PART.matcher(typed);
        while (parts.find()) {
            String word = parts.group("word");
            boolean not = parts.group("not") != null;
            if ("or".equalsIgnoreCase(word) && !not) {
                if (present.isEmpty()) {
                    return null;
                }
                alternatives.add(new Alternative(List.copyOf(present), List.copyOf(absent)));
                present.clear();
                absent.clear();
                continue;
            }
            List<String> runs = Words.runs(word == null ? parts.group("phrase") : word);
            if (runs.isEmpty()) {
                continue;
            }
            if (not || word == null) {
                // What must not occur is one thing: in pieces, each by itself would have to be absent.
                (not ? absent : present).add(phrase(runs.stream()));
            } else {
                runs.forEach(run -> present.add(phrase(Stream.of(run))));
            }
        }
        if (present.isEmpty()) {
            return null;
        }
        alternatives.add(new Alternative(List.copyOf(present), List.copyOf(absent)));
        return new SearchQuery(List.copyOf(alternatives));
    }

    private static String phrase(Stream<String> runs) {
        return Document.of(runs.flatMap(run -> Words.words(run).stream()).toList());
    }
}
