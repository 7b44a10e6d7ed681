package dev.starfold.review.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is meant to exhaust the parser, the renderer or the sanitizer is as long as a body may be. */
class DeepNestingTest {

    private static final int LONGEST = 20_000;

    /** Far less than any thread of the service has. */
    private static final int STACK = 256 << 10;

    static Stream<String> bombs() {
        return Stream.of(
                        ">",
                        "> ",
                        "[",
                        "]",
                        "![",
                        "*",
                        "**a",
                        "_",
                        "*a _b ",
                        "`",
                        "~",
                        "<",
                        "<b>",
                        "<div><a href=x>",
                        "<!--",
                        "<![CDATA[",
                        "<?",
                        "&",
                        "&#",
                        "\\",
                        "\t",
                        "#",
                        "- ",
                        "1. ",
                        "-\n",
                        "* a\n",
                        "[a](",
                        "[a](<b",
                        "[a][",
                        "![a](",
                        "[a]: b\n",
                        "[a]: <",
                        "(",
                        "a@",
                        "http://",
                        "\"",
                        "|",
                        "[](",
                        "[[a](b)",
                        "***a**",
                        "a**b_c",
                        "    ",
                        "```\n",
                        "x\n===\n",
                        "<a\n",
                        "<x y='",
                        "\u0000",
                        "\u2028",
                        "👍",
                        "*👍",
                        "[]",
                        "`a``",
                        "](")
                .flatMap(piece -> Stream.of(repeated(piece), mirrored(piece)));
    }

    private static String repeated(String piece) {
        return cut(piece.repeat(LONGEST));
    }

    /** As many closings as openings. */
    private static String mirrored(String piece) {
        String half = piece.repeat(LONGEST / 2 / piece.length());
        return cut(half + "x"
                + new StringBuilder(half).reverse().toString().replace('[', ']').replace('<', '>'));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void aBombIsRenderedWithASmallStack(String bomb) throws Exception {
        assertThat(depth(rendered(bomb))).isLessThan(300);
    }

    @Test
    void nestingThatPeopleUseIsKept() throws Exception {
        String html = rendered("> ".repeat(10) + "deep *and __strong__*");
        assertThat(Jsoup.parseBodyFragment(html).select("blockquote")).hasSize(10);
        assertThat(Jsoup.parseBodyFragment(html).select("em strong").text()).isEqualTo("strong");
    }

    @Test
    void bracketsDeeperThanAnyoneMeansStayAsWritten() throws Exception {
        String bomb = mirrored("![");
        assertThat(Jsoup.parseBodyFragment(rendered(bomb)).text()).isEqualTo(bomb);
        assertThat(rendered("[a](/b) ".repeat(2_000))).contains("<a href");
    }

    private static String rendered(String markdown) throws Exception {
        var result = new Object() {
            String html;
            Throwable failure;
        };
        Thread thread = new Thread(null, () -> result.html = Markdown.html(markdown), "small stack", STACK);
        thread.setUncaughtExceptionHandler((ignored, failure) -> result.failure = failure);
        thread.start();
        thread.join();
        assertThat(result.failure).isNull();
        return result.html;
    }

    private static int depth(String html) {
        int deepest = 0;
        for (Element element : Jsoup.parseBodyFragment(html).body().getAllElements()) {
            int depth = 0;
            for (Element at = element; at != null; at = at.parent()) {
                depth++;
            }
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }
}
