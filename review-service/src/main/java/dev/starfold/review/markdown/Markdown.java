package dev.starfold.review.markdown;

import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** CommonMark to HTML, of which {@link Sanitizer} leaves only what is harmless. */
final class Markdown {

    /** Nobody means more levels; the renderer calls itself once for each. What goes deeper stays as it was written. */
    private static final int MAX_DEPTH = 50;

    private static final Parser PARSER = Parser.builder()
            .maxOpenBlockParsers(MAX_DEPTH)
            .maxInlineNesting(MAX_DEPTH)
            .build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().build();

    private Markdown() {}

    static String html(String markdown) {
        Node document = hasDeepBrackets(markdown) ? asWritten(markdown) : PARSER.parse(markdown);
        return Sanitizer.sanitize(RENDERER.render(document));
    }

    /** The parser looks at all that is inside of each bracket once more: thousands of levels would take it a second. */
    private static boolean hasDeepBrackets(String markdown) {
        int open = 0;
        for (int i = 0; i < markdown.length() && open <= MAX_DEPTH; i++) {
            switch (markdown.charAt(i)) {
                case '[' -> open++;
                case ']' -> open = Math.max(0, open - 1);
                default -> {}
            }
        }
        return open > MAX_DEPTH;
    }

    private static Node asWritten(String markdown) {
        Paragraph paragraph = new Paragraph();
        paragraph.appendChild(new Text(markdown));
        return paragraph;
    }
}
