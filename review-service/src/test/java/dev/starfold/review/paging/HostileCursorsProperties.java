package dev.starfold.review.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.fuzz.HostileInput;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HostileCursorsProperties {

    private static final String REAL =
            new Cursor(7, Instant.parse("2026-04-03T09:30:00Z"), new UUID(1, 2)).encode("secret", "newest");

    @Property
    void whatWasNotGivenOutIsNoCursor(@ForAll long seed) {
        assertThat(Cursor.decode("secret", "newest", HostileInput.text(REAL, seed)))
                .isNull();
    }

    @Property
    void nothingIsACursorOfAnotherListOrSecret(@ForAll long key, @ForAll String query) {
        String cursor = new Cursor(key, Instant.EPOCH, new UUID(key, 2)).encode("secret", query);
        assertThat(Cursor.decode("secret", query + " ", cursor)).isNull();
        assertThat(Cursor.decode("another", query, cursor)).isNull();
    }
}
