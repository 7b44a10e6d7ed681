package dev.starfold.review.store;

import dev.starfold.review.Text;
import dev.starfold.review.search.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command brings to be written beside its events. The words are found before it waits for its turn: behind the lock it
 * would be the time of all.
 *
 * @param document the words of both, headline first, with two spaces between, which no phrase has; empty without any
 * @param keys of the words
 */
record WrittenText(Text text, String document, List<Integer> keys) {

    static final WrittenText NONE = of(Text.NONE);

    static WrittenText of(Text text) {
        String document = document(text.headline()) + document(text.body());
        return new WrittenText(text, document, Document.keys(document).boxed().toList());
    }

    private static String document(@Nullable String part) {
        return part == null ? "" : Document.of(part);
    }
}
