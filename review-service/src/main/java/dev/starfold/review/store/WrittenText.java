package dev.starfold.review.store;

import dev.starfold.review.Text;
import dev.starfold.review.search.Document;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a command brings to be written beside its events. The words are found before it waits for its turn: behind the lock it
 * would be the time of all.
 *
 * @param document the words of both, headline first; empty without any
 * @param keys of the words
 */
record WrittenText(Text text, String document, List<Integer> keys) {

    static final WrittenText NONE = of(Text.NONE);

    static WrittenText of(Text text) {
        String document = Document.of(
                Stream.of(text.headline(), text.body()).filter(Objects::nonNull).collect(Collectors.joining("\n")));
        return new WrittenText(text, document, Document.keys(document).boxed().toList());
    }
}
