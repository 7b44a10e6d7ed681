package dev.starfold.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Reviews as long as people's, about 1.5 KB of Markdown: the words are drawn as in a language, few often and many seldom
 * (Zipf), from some twenty thousand. The same ones in every run.
 */
final class Texts {

    private static final int VOCABULARY = 20_000;
    private static final String[] SYLLABLES =
            "ka mo ri ten sha lu ver dan o fi gel par ny ast um kor bel is tra qui".split(" ");
    private static final String[] COMMON =
            ("the and of to a it is in that but was for with as not are on you this so they story one"
                            + " have its more just characters what all like ending be from has or about episode animation never music"
                            + " feels first really season could most by which world plot there how much good an while even great")
                    .split(" ");

    private final Random random = new Random(7);

    /** Bodies for JSON: line breaks are escaped. */
    static List<String> some(int count) {
        Texts texts = new Texts();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bodies.add(texts.body());
        }
        return bodies;
    }

    private String body() {
        StringBuilder text = new StringBuilder("## ").append(words(4)).append("\\n\\n");
        while (text.length() < 1300) {
            text.append(words(12 + random.nextInt(30)))
                    .append(", **")
                    .append(words(2))
                    .append("** — *")
                    .append(words(3))
                    .append("*.")
                    .append(random.nextInt(4) == 0 ? "\\n\\n" : " ");
        }
        return text.append("\\n\\n- ")
                .append(words(6))
                .append("\\n- ")
                .append(words(5))
                .toString();
    }

    private String words(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append(word());
        }
        return words.toString();
    }

    private String word() {
        // Rank r with a probability near 1/r.
        int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
        if (rank <= COMMON.length) {
            return COMMON[rank - 1];
        }
        StringBuilder word = new StringBuilder();
        for (int rest = rank; rest > 0; rest /= SYLLABLES.length) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
        }
        return word.toString();
    }
}
