package dev.starfold.review.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a text into the words that search knows: runs of letters, marks and digits, in lower case and compatibility form,
 * without what is not seen, such as soft hyphens and the selectors of a character's variants.
 * Scripts that put no spaces between words are cut into overlapping pairs of characters, so that a word is found inside a
 * sentence. All this is done here and not by PostgreSQL, whose parser depends on the database's locale.
 */
final class Words {

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** What is longer than any query is no word. */
    private static final int LONGEST = 400;

    private static final int LONG_VOWEL = 'ー';

    /** Thai's first: no need to look up the script of what comes before, as most of what is written does. */
    private static final int FIRST_UNSPACED = 0x0E00;

    private static final int FIRST_MARK = 0x0300;

    private Words() {}

    /** A text's words, in order. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Set<String> single = new LinkedHashSet<>();
        for (String run : runs(text)) {
            if (isUnspaced(run.codePointAt(0))) {
                run.codePoints().forEach(c -> single.add(Character.toString(c)));
                words.addAll(words(run));
            } else if (run.length() <= LONGEST) {
                words.add(run);
            }
        }
        // Behind the rest, so that pairs stay neighbours: a word of one character is found too.
        words.addAll(single);
        return words;
    }

    /** One run as the words that it counts for, in order. */
    static List<String> words(String run) {
        int[] characters = run.codePoints().toArray();
        if (!isUnspaced(characters[0]) || characters.length == 1) {
            return List.of(run);
        }
        List<String> pairs = new ArrayList<>(characters.length - 1);
        for (int i = 1; i < characters.length; i++) {
            pairs.add(new String(characters, i - 1, 2));
        }
        return pairs;
    }

    /** Longest stretches of letters, marks and digits, each of spaced or of unspaced scripts alone. */
    static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        String normal = normal(text);
        int begin = 0;
        boolean within = false;
        boolean unspaced = false;
        for (int i = 0, c; i < normal.length(); i += Character.charCount(c)) {
            c = normal.codePointAt(i);
            boolean word = isWord(c);
            if (within && !(word && (isMark(c) || isUnspaced(c) == unspaced))) {
                runs.add(normal.substring(begin, i));
                within = false;
            }
            if (word && !within) {
                begin = i;
                within = true;
                unspaced = isUnspaced(c);
            }
        }
        if (within) {
            runs.add(normal.substring(begin));
        }
        return runs;
    }

    private static String normal(String text) {
        return Normalizer.normalize(seen(text), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** The text without what is not seen, most often the text itself. */
    private static String seen(String text) {
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (isUnseen(c)) {
                StringBuilder seen = new StringBuilder(text.length()).append(text, 0, i);
                text.substring(i).codePoints().filter(next -> !isUnseen(next)).forEach(seen::appendCodePoint);
                return seen.toString();
            }
        }
        return text;
    }

    /** Unicode's property Default_Ignorable_Code_Point, but for the fillers and signs of single scripts. */
    private static boolean isUnseen(int c) {
        if (c < 0x200B) {
            return c == 0xAD || c == 0x034F;
        }
        return c <= 0x200F
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2060 && c <= 0x206F
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFEFF
                || c >= 0xE0000 && c <= 0xE0FFF;
    }

    private static boolean isWord(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
        }
        return Character.isLetterOrDigit(c) || isMark(c);
    }

    private static boolean isMark(int c) {
        if (c < FIRST_MARK) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isUnspaced(int c) {
        return c >= FIRST_UNSPACED && (c == LONG_VOWEL || UNSPACED.contains(UnicodeScript.of(c)));
    }
}
