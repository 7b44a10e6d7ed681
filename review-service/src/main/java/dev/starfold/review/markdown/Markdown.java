package dev.starfold.review.markdown;

import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** CommonMark to HTML, of which {@link Sanitizer} leaves only what is harmless. */
final class Markdown {

    /** Nobody means more levels; the renderer calls itself once for each. */
    private static final int MAX_DEPTH = 100;

    private static final Parser PARSER =
            Parser.builder().maxOpenBlockParsers(MAX_DEPTH).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().build();

    private Markdown() {}

    static String html(String markdown) {
        Node document = PARSER.parse(markdown);
        return Sanitizer.sanitize(RENDERER.render(isTooDeep(document) ? asWritten(markdown) : document));
    }

    /** Walks without calling itself: this is what must not happen at any depth. */
    private static boolean isTooDeep(Node document) {
        int depth = 0;
        for (Node node = document; node != null; ) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                if (++depth > MAX_DEPTH) {
                    return true;
                }
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == null ? null : node.getNext();
        }
        return false;
    }

    private static Node asWritten(String markdown) {
        Node paragraph = new Paragraph();
        paragraph.appendChild(new Text(markdown));
        return paragraph;
    }
}
