package dev.starfold.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JikanReviewsTest {

    private static final String ONE = review(1);

    private static String review(int id) {
        return "{\"mal_id\":%d,\"type\":\"anime\",\"score\":7,\"entry\":{\"mal_id\":5},\"user\":{\"username\":\"u%d\"}}"
                .formatted(id, id);
    }

    @Test
    void aPageBecomesTheLinesOfTheGoldenFileAndWhatIsMalformedIsNamed() throws Exception {
        Kept kept = Kept.jikan(Files.readString(Path.of("src/test/resources/jikan/reviews.json")), null);
        assertThat(kept.lines).isEqualTo(Files.readAllLines(Path.of("src/test/resources/jikan/reviews.ndjson")));
        assertThat(kept.places).containsExactly("review 1 (mal_id 501)", "review 2 (mal_id 502)");
        assertThat(kept.rejected)
                .containsExactly(
                        "review 3 (mal_id 503): entry: is missing, and no --subject is given",
                        "review 4 (mal_id 504): user.username: is missing",
                        "review 5 (mal_id 505): date: must be an instant such as 2026-04-03T09:30:00+00:00",
                        "review 6: $: is no review");
    }

    @Test
    void theSubjectGivenIsForReviewsWithoutEntry() throws Exception {
        String without = "{\"mal_id\":2,\"type\":\"anime\",\"score\":7,\"user\":{\"username\":\"ben\"}}";
        assertThat(Kept.jikan("[" + ONE + "," + without + "]", "book:1").lines)
                .satisfiesExactly(own -> assertThat(own).contains("\"anime:5\""), given -> assertThat(given)
                        .contains("\"book:1\""));
    }

    @Test
    void arraysPagesAndLinesOfEitherAreTheSame() throws Exception {
        String page = "{\"data\":[%s,%s],\"pagination\":{}}".formatted(review(1), review(2));
        var expected = Kept.jikan("[" + review(1) + "," + review(2) + "]", null).lines;
        assertThat(expected).hasSize(2);
        assertThat(Kept.jikan(page, null).lines).isEqualTo(expected);
        assertThat(Kept.jikan("[" + page + "]", null).lines).isEqualTo(expected);
        assertThat(Kept.jikan(review(1) + "\n\n" + review(2) + "\n", null).lines)
                .isEqualTo(expected);
        assertThat(Kept.jikan(page + "\n" + page, null).lines).hasSize(4);
    }

    @Test
    void aBrokenLineCostsNothingButItself() throws Exception {
        Kept kept = Kept.jikan(review(1) + "\n{\"mal_id\":2,\"review\":\"cut\n" + review(3) + "\n", null);
        assertThat(kept.places).containsExactly("line 1 (mal_id 1)", "line 3 (mal_id 3)");
        assertThat(kept.rejected).singleElement().asString().startsWith("line 2: $: not JSON");
    }

    @Test
    void aDocumentThatEndsEarlySaysWhere() {
        assertThatThrownBy(() -> Kept.jikan("[\n" + review(1) + ",\n{\"mal_id\":", null))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("behind review 1 (line 3");
    }

    /** Some 100 MB that exist nowhere as a whole; each review is gone when the next one comes. */
    @Test
    void aDocumentOfAnySizeIsReadOneReviewAtATime() throws Exception {
        String text = ONE.replace("\"score\"", "\"review\":\"%s\",\"score\"".formatted("long ".repeat(2_000)));
        byte[] next = ("," + text).getBytes(StandardCharsets.UTF_8);
        int count = 10_000;
        var parts = IntStream.range(0, count + 2).mapToObj(i -> (InputStream) new ByteArrayInputStream(
                i == 0
                        ? ("{\"data\":[" + text).getBytes(StandardCharsets.UTF_8)
                        : i <= count ? next : "]}".getBytes(StandardCharsets.UTF_8)));
        var seen = new long[2];
        try (var in = new SequenceInputStream(Collections.enumeration(parts.toList()));
                var input = Input.of(in, -1)) {
            JikanReviews.read(input, input.head(), null, new Sink() {
                @Override
                public void review(String place, byte[] json) {
                    seen[0]++;
                    seen[1] = Math.max(seen[1], input.position() - seen[0] * next.length);
                }

                @Override
                public void rejected(Rejected entry) {
                    throw new AssertionError(entry);
                }

                @Override
                public void end() {}
            });
        }
        assertThat(seen[0]).isEqualTo(count + 1);
        assertThat(seen[1]).as("bytes read ahead of the review at hand").isLessThan(64 * 1024);
    }
}
