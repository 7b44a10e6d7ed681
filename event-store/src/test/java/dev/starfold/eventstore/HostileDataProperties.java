package dev.starfold.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.embedded.fuzz.HostileInput;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Stored data that no codec wrote: read, or refused with the one exception that callers know. */
class HostileDataProperties {

    private static final EventCodec<Tally> CODEC = new EventCodec<>(Tally.class)
            .upcast("added", data -> data.put("amount", data.remove("n").asInt()));

    @Property
    void anEventIsReadOrRefused(@ForAll long seed) {
        String data = new String(HostileInput.bytes("{\"amount\": 3, \"note\": \"drei\"}", seed), UTF_8);
        readOrRefused(2, data);
        readOrRefused(1, data);
    }

    private static void readOrRefused(int schema, String data) {
        try {
            assertThat(CODEC.decode("added", schema, data)).isNotNull();
        } catch (IllegalStateException refused) {
            assertThat(refused).hasMessageContaining("added");
        }
    }

    @Property
    void metadataIsReadOrRefused(@ForAll long seed) {
        String json = new String(HostileInput.bytes("{\"actor\": \"ana\", \"traceparent\": null}", seed), UTF_8);
        try {
            assertThat(EventCodec.metadata(json)).isNotNull();
        } catch (IllegalStateException refused) {
            assertThat(refused).hasMessageContaining("metadata");
        }
    }

    @Example
    void nothingIsNoEvent() {
        for (int schema = 1; schema <= 2; schema++) {
            int given = schema;
            for (String data : new String[] {"null", "[]", "3", ""}) {
                assertThatThrownBy(() -> CODEC.decode("added", given, data))
                        .as("%s by schema %d", data, given)
                        .isInstanceOf(IllegalStateException.class);
            }
        }
        assertThatThrownBy(() -> EventCodec.metadata("null")).isInstanceOf(IllegalStateException.class);
    }
}
