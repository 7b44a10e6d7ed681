package dev.starfold.review.reactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.fuzz.HostileInput;
import dev.starfold.eventstore.projection.UnreadableRecord;
import dev.starfold.review.Reactions;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whatever stands on the topic: a state that the database can take, or a record to be set aside. */
class HostileEventsProperties {

    private static final String TIME = "2026-04-03T09:30:00.123456Z";
    private static final String ADDED = """
            {"reactionId": "7fa92dec-01ae-5a03-a3ab-68ddd7c2da85", "reviewId": "ffd4e2c0-3a7c-527f-aee4-77b9211630b6",
             "subject": "anime:53393", "user": "ben", "kind": "nice", "active": true, "version": 1}""";

    @Property
    void aReactionEventIsReadOrSetAside(@ForAll long seed) {
        readOrSetAside(HostileInput.bytes(ADDED, seed), TIME.getBytes(UTF_8));
    }

    @Property
    void itsTimeIsReadOrSetAside(@ForAll long seed) {
        readOrSetAside(ADDED.getBytes(UTF_8), HostileInput.text(TIME, seed).getBytes(UTF_8));
    }

    private static void readOrSetAside(byte[] value, byte[] time) {
        var record = new ConsumerRecord<byte[], byte[]>("reaction-events", 0, 0, new byte[0], value);
        record.headers().add("ce_time", time);
        try {
            ReactionState state = ReactionDecoder.decode(record);
            assertThat(state.version()).isPositive();
            assertThat(state.kind() == null || Reactions.CATALOGUE.contains(state.kind()))
                    .isTrue();
        } catch (UnreadableRecord setAside) {
            assertThat(setAside.getMessage()).isNotBlank();
        }
    }
}
