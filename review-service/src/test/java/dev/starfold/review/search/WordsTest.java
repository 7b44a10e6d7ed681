package dev.starfold.review.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A slow START — it's 9/10!   | a slow start it s 9 10
            Ärger, ÜBER Σ               | ärger über σ
            猫が好き                     | 猫が が好 好き 猫 が 好 き
            猫                          | 猫 猫
            Fate日本                     | fate 日本 日 本
            ｶﾞﾝﾀﾞﾑ ＡＢＣ                | ガン ンダ ダム abc ガ ン ダ ム
            スーパー                     | スー ーパ パー ス ー パ
            हिन्दी पाठ                    | हिन्दी पाठ
            👍 !!! — …                   | ...
            """)
    void aTextIsCutIntoWords(String text, String words) {
        String expected = words.equals("...") ? "" : words;
        assertThat(String.join(" ", Words.of(text))).isEqualTo(expected);
    }

    /** Variation selectors, soft hyphens, joiners and the like. */
    @Test
    void whatIsNotSeenIsInNoWordAndPartsNone() {
        assertThat(Document.of("love \u2764\uFE0F")).isEqualTo(Document.of("love"));
        assertThat(Document.of("\u2764\uFE0F")).isEmpty();
        for (String unseen : List.of("\u00AD", "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\uFE0E")) {
            assertThat(Document.of("\uFEFFCo" + unseen + "operate")).isEqualTo(" cooperate ");
        }
        assertThat(Document.of("葛\uDB40\uDD00城市")).isEqualTo(Document.of("葛城市"));
        assertThat(Document.of("e\u200D\u0301t\u00E9")).isEqualTo(" \u00E9t\u00E9 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            slow start          | "slow" "start"
            "slow start" END    | "slow start" "end"
            slow -start         | "slow" -"start"
            slow -"a b"         | "slow" -"a b"
            -slow start         | "start" -"slow"
            a OR b              | "a" or "b"
            it's                | "it" "s"
            -it's x             | "x" -"it s"
            日本語               | "日本 本語"
            -日本語 fate         | "fate" -"日本 本語"
            3月                  | "3" "月"
            "open end           | "open end"
            a:* & !b (c)        | "a" "b" "c"
            slow - start        | "slow" "start"
            """)
    void aQueryIsCutTheSameWay(String typed, String query) {
        assertThat(SearchQuery.of(typed)).isNotNull().satisfies(search -> assertThat(shown(search))
                .isEqualTo(query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!",
                "-slow",
                "-a -b",
                "or",
                "a or -b",
                "or a",
                "a or",
                "\"\"",
                "👍👍",
                "--",
                "\u2764\uFE0F",
                "\u200B"
            })
    void aQueryThatAsksForNothingIsNone(String typed) {
        assertThat(SearchQuery.of(typed)).isNull();
    }

    /** Such as the space of Japanese keyboards. */
    @ParameterizedTest
    @ValueSource(strings = {"\u3000", "\u00A0", "\u2003", "\u2028"})
    void partsOfAQueryStandBetweenAnyWhiteSpace(String space) {
        SearchQuery search = SearchQuery.of(String.join(space, "slow", "-start", "or", "b", "", "c"));
        assertThat(shown(search)).isEqualTo("\"slow\" -\"start\" or \"b\" \"c\"");
    }

    @Test
    void theSameWordsInAnyOrderHaveTheSameKeys() {
        assertThat(Document.keys(" the cat the hat "))
                .isSorted()
                .hasSize(3)
                .containsExactlyElementsOf(
                        Document.keys(" hat cat the ").boxed().toList());
        assertThat(Document.keys("")).isEmpty();
    }

    private static String shown(SearchQuery search) {
        return search.alternatives().stream()
                .map(alternative -> Stream.concat(
                                alternative.present().stream().map(words -> quoted("", words)),
                                alternative.absent().stream().map(words -> quoted("-", words)))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" or "));
    }

    private static String quoted(String sign, String words) {
        return sign + '"' + words.strip() + '"';
    }
}
