package dev.starfold.review.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.fuzz.HostileInput;
import dev.starfold.review.ReviewCommand.Expected;
import dev.starfold.review.writing.IdempotencyKey;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Headers that mean something here, or nothing: understood, or refused by their name. */
class HostileHeadersProperties {

    @Property
    void ifMatchIsUnderstoodOrRefused(@ForAll long seed) {
        String header = HostileInput.text("\"1\", W/\"2\", \"33\"", seed);
        try {
            assertThat(EntityTags.ifMatch(List.of(header))).isInstanceOfAny(Expected.Any.class, Expected.OneOf.class);
        } catch (InvalidRequest refused) {
            assertThat(refused.errors()).singleElement().matches(error -> error.field()
                    .equals("If-Match"));
        }
    }

    @Property
    void ifNoneMatchIsUnderstoodOrRefused(@ForAll long seed) {
        String header = HostileInput.text("\"1\", W/\"2\"", seed);
        try {
            assertThat(EntityTags.knows(List.of(header), 7))
                    .isEqualTo(header.strip().equals("*"));
        } catch (InvalidRequest refused) {
            assertThat(refused.errors()).singleElement().matches(error -> error.field()
                    .equals("If-None-Match"));
        }
    }

    @Property
    void anIdempotencyKeyIsTakenOrRefused(@ForAll long seed) {
        String header = HostileInput.text("4f9c2b1e-87a3", seed);
        try {
            assertThat(IdempotencyKey.of(List.of(header), "ana", "content")).isNotNull();
            assertThat(header).matches("[!-~]{1,255}");
        } catch (InvalidRequest refused) {
            assertThat(refused.errors()).singleElement().matches(error -> error.field()
                    .equals("Idempotency-Key"));
        }
    }
}
