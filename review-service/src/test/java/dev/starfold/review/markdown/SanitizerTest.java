package dev.starfold.review.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is written, an HTML parser finds nothing in the result but what is allowed. */
class SanitizerTest {

    private static final Set<String> ELEMENTS = Set.of(
            "p",
            "br",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "pre",
            "code",
            "ul",
            "ol",
            "li",
            "em",
            "strong",
            "b",
            "i",
            "u",
            "s",
            "del",
            "ins",
            "sub",
            "sup",
            "kbd",
            "a");
    private static final Map<String, Set<String>> ATTRIBUTES =
            Map.of("a", Set.of("href", "rel"), "code", Set.of("class"), "ol", Set.of("start"));

    static Stream<String> vectors() {
        try (InputStream in = SanitizerTest.class.getResourceAsStream("/markdown/xss.txt")) {
            return Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n%\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theCorpusIsThere() {
        assertThat(vectors()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void nothingHarmfulIsLeft(String vector) {
        for (String markdown : List.of(
                vector,
                "> " + vector,
                "*" + vector + "*",
                "[" + vector + "](https://example.com)",
                "<p title=\"" + vector + "\">",
                "```\n" + vector,
                vector.replace("\\0", "\0").replace("\\f", "\f").replace("\\u200b", "\u200b"))) {
            harmless(Markdown.html(markdown));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [a](https://example.com/?a=b&c)       | https://example.com/?a=b&c
            [a](http://example.com)               | http://example.com
            [a](/reviews/1)                       | /reviews/1
            [a](mailto:ana@example.com)           | mailto:ana@example.com
            <https://example.com>                 | https://example.com
            <a href="https://example.com" target="_blank" rel="follow" onclick="x()">a</a> | https://example.com
            """)
    void aLinkKeepsItsTargetAndSaysThatAStrangerMadeIt(String markdown, String target) {
        Element link = Jsoup.parseBodyFragment(Markdown.html(markdown)).selectFirst("a");
        assertThat(link.attr("href")).isEqualTo(target);
        assertThat(link.attr("rel")).isEqualTo("nofollow ugc noopener");
        assertThat(link.attributes()).hasSize(2);
    }

    @Test
    void whatPeopleWriteIsRendered() {
        assertThat(Markdown.html("""
                # Head & tail

                A *slow* **start**, `x < y`:

                3. one
                4. two

                ```java
                int i;
                ```
                ![a picture](https://example.com/x.png)

                H<sub>2</sub>O
                """)).isEqualToIgnoringWhitespace("""
                <h1>Head &amp; tail</h1>
                <p>A <em>slow</em> <strong>start</strong>, <code>x &lt; y</code>:</p>
                <ol start="3"><li>one</li><li>two</li></ol>
                <pre><code class="language-java">int i;
                </code></pre>
                <p></p><p>H<sub>2</sub>O</p>
                """);
    }

    private static void harmless(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        assertThat(document.head().childNodes()).as(html).isEmpty();
        document.body().childNodes().forEach(node -> node.traverse((at, depth) -> harmless(at, html)));
    }

    private static void harmless(Node node, String html) {
        assertThat(node).as(html).isInstanceOfAny(TextNode.class, Element.class).isNotInstanceOf(DataNode.class);
        if (node instanceof Element element) {
            assertThat(ELEMENTS).as(html).contains(element.tagName());
            for (Attribute attribute : element.attributes()) {
                assertThat(ATTRIBUTES.getOrDefault(element.tagName(), Set.of()))
                        .as(html)
                        .contains(attribute.getKey());
            }
            String target = element.attr("href").toLowerCase(Locale.ROOT).strip();
            assertThat(target).as(html).matches("(https?:|mailto:)(?s:.*)|[^:]*([/?#](?s:.*))?");
            if (element.tagName().equals("a")) {
                assertThat(element.attr("rel")).isEqualTo("nofollow ugc noopener");
            }
        }
    }
}
