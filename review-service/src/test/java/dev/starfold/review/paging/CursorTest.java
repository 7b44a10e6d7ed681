package dev.starfold.review.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTest {

    private static final Cursor CURSOR =
            new Cursor(Long.MIN_VALUE + 1, Instant.parse("2026-04-03T09:30:00.123456Z"), UUID.randomUUID());
    private static final String TEXT = CURSOR.encode("key", "query");

    @Test
    void aCursorComesBackAsItWas() {
        assertThat(Cursor.decode("key", "query", TEXT)).isEqualTo(CURSOR);
    }

    @Test
    void anotherQueryOrKeyMakesItWorthless() {
        assertThat(Cursor.decode("key", "another", TEXT)).isNull();
        assertThat(Cursor.decode("another", "query", TEXT)).isNull();
    }

    @Test
    void everyChangeOfACharacterIsNoticed() {
        for (int i = 0; i < TEXT.length(); i++) {
            char other = TEXT.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(Cursor.decode("key", "query", TEXT.substring(0, i) + other + TEXT.substring(i + 1)))
                    .isNull();
        }
    }

    @Test
    void whatIsTooShortTooLongOrNotBase64IsNone() {
        assertThat(Cursor.decode("key", "query", TEXT.substring(4))).isNull();
        assertThat(Cursor.decode("key", "query", TEXT + "AAAA")).isNull();
        assertThat(Cursor.decode("key", "query", "%%%")).isNull();
        assertThat(Cursor.decode("key", "query", "")).isNull();
    }
}
