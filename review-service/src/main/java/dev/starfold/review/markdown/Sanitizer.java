package dev.starfold.review.markdown;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Leaves what a text needs, and of a link where it leads to: no script, style, image, form, frame or handler. */
final class Sanitizer {

    // A language after a code fence, for highlighters.
    private static final Pattern LANGUAGE = Pattern.compile("language-[A-Za-z0-9+#._-]{1,32}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code")
            .allowElements("ul", "ol", "li", "em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup", "kbd")
            .allowElements(Sanitizer::link, "a")
            .allowAttributes("href")
            .onElements("a")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("class")
            .matching(LANGUAGE)
            .onElements("code")
            .allowAttributes("start")
            .matching(NUMBER)
            .onElements("ol")
            .toFactory();

    private Sanitizer() {}

    static String sanitize(String html) {
        return POLICY.sanitize(html);
    }

    /** The target is checked already. A link from a stranger earns no rank, and its target no hold on this window. */
    private static @Nullable String link(String name, List<String> attributes) {
        attributes.add("rel");
        attributes.add("nofollow ugc noopener");
        return name;
    }
}
