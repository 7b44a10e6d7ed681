package dev.starfold.eventstore.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.starfold.embedded.fuzz.HostileInput;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Records that no service of ours sent: read, or set aside with a cause that fits into a dead letter. */
class EventJsonProperties {

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Thing(
            @Nullable UUID id,
            @Nullable String subject,
            @Nullable Integer score,
            @Nullable Boolean active,
            @Nullable Instant submittedAt,
            int version) {}

    private static final String VALID = """
            {"id": "8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11", "subject": "anime:1", "score": 3, "active": true,
             "submittedAt": "2024-04-03T18:00:00Z", "version": 1}""";

    @Property
    void aRecordIsReadOrSetAsideWithAShortCause(@ForAll long seed) {
        try {
            assertThat(EventJson.read(HostileInput.bytes(VALID, seed), Thing.class, "thing"))
                    .isNotNull();
        } catch (UnreadableRecord refused) {
            assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(2_000);
        }
    }
}
