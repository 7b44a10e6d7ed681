package dev.starfold.review.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QueueCursorTest {

    private static final QueueCursor CURSOR = new QueueCursor(
            3, Instant.parse("2026-04-03T09:30:00.123456Z"), UUID.fromString("ffd4e2c0-3a7c-527f-aee4-77b9211630b6"));

    @Test
    void whatWasGivenOutIsReadAgain() {
        assertThat(QueueCursor.decode("key", CURSOR.encode("key"))).isEqualTo(CURSOR);
    }

    @Test
    void whatWasAlteredIsWorthless() {
        String text = CURSOR.encode("key");
        assertThat(QueueCursor.decode("other key", text)).isNull();
        assertThat(QueueCursor.decode("key", text + "AAAA")).isNull();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(QueueCursor.decode("key", text.substring(0, i) + other + text.substring(i + 1)))
                    .isNull();
        }
    }
}
