package dev.starfold.review.search;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a user types to search, made ready for {@code websearch_to_tsquery('simple', …)}: words that must all occur,
 * {@code "phrases"}, {@code or}, and {@code -} before what must not occur.
 */
public final class SearchQuery {

    private static final Pattern PART = Pattern.compile("(?<not>-)?(?:\"(?<phrase>[^\"]*)(?:\"|$)|(?<word>[^\\s\"]+))");

    private SearchQuery() {}

    /** {@code null} where an alternative asks for no word at all: it would find everything, or nothing. */
    public static @Nullable String of(String typed) {
        StringBuilder query = new StringBuilder();
        boolean asks = false;
        Matcher parts = PART.matcher(typed);
        while (parts.find()) {
            String word = parts.group("word");
            boolean not = parts.group("not") != null;
            if ("or".equalsIgnoreCase(word) && !not) {
                if (!asks) {
                    return null;
                }
                query.append("or ");
                asks = false;
                continue;
            }
            List<String> runs = Words.runs(word == null ? parts.group("phrase") : word);
            if (runs.isEmpty()) {
                continue;
            }
            if (not || word == null) {
                // What must not occur is one thing: in pieces, each by itself would have to be absent.
                query.append(not ? "-" : "").append(phrase(runs));
            } else {
                runs.forEach(run -> query.append(phrase(List.of(run))));
            }
            asks |= !not;
        }
        return asks ? query.toString() : null;
    }

    private static String phrase(List<String> runs) {
        List<String> words =
                runs.stream().flatMap(run -> Words.words(run).stream()).toList();
        return "\"" + String.join(" ", words) + "\" ";
    }
}
