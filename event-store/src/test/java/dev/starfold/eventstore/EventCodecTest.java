package dev.starfold.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private final EventCodec<Tally> codec = new EventCodec<>(Tally.class);

    @Test
    void theTypeIsTheRecordsNameInKebabCase() {
        assertThat(codec.type(new Tally.Added(1, ""))).isEqualTo("added");
    }

    @Test
    void whatIsWrittenIsReadBackAndUnknownFieldsAreIgnored() {
        Tally.Added added = new Tally.Added(3, "drei — 三");
        assertThat(codec.decode("added", 1, codec.encode(added))).isEqualTo(added);
        assertThat(codec.decode("added", 1, "{\"amount\":3,\"note\":\"n\",\"colour\":\"red\"}"))
                .isEqualTo(new Tally.Added(3, "n"));
    }

    @Test
    void anOlderSchemaIsLiftedStepByStep() {
        EventCodec<Tally> newer = new EventCodec<>(Tally.class)
                .upcast("added", data -> data.put("amount", data.remove("n").asInt()))
                .upcast("added", data -> data.put("note", "none"));
        assertThat(newer.schema("added")).isEqualTo(3);
        assertThat(newer.decode("added", 1, "{\"n\":3}")).isEqualTo(new Tally.Added(3, "none"));
        assertThat(newer.decode("added", 2, "{\"amount\":3}")).isEqualTo(new Tally.Added(3, "none"));
    }

    @Test
    void aTypeOrSchemaFromTheFutureIsRefused() {
        assertThatThrownBy(() -> codec.decode("multiplied", 1, "{}")).hasMessageContaining("multiplied");
        assertThatThrownBy(() -> codec.decode("added", 2, "{}")).hasMessageContaining("added 2");
    }

    @Test
    void nameBasedIdsAreThoseOfTheStandard() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertThat(NameUuid.of(dns, "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
        assertThat(NameUuid.of(dns, "a", "bc")).isNotEqualTo(NameUuid.of(dns, "ab", "c"));
    }
}
