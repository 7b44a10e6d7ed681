package dev.starfold.rating.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.fuzz.HostileInput;
import dev.starfold.eventstore.projection.UnreadableRecord;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever stands on the topics: a state that the database can take, or a record to be set aside. */
class HostileEventsProperties {

    private static final String REVIEW = """
            {"reviewId": "8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11", "subject": "anime:53393", "author": "ana", "score": 3,
             "recommendation": "not-recommended", "preliminary": false, "language": "en", "status": "public",
             "submittedAt": "2024-04-03T18:00:00Z", "version": 1}""";
    private static final String REACTION = """
            {"reactionId": "7fa92dec-01ae-5a03-a3ab-68ddd7c2da85", "reviewId": "ffd4e2c0-3a7c-527f-aee4-77b9211630b6",
             "subject": "anime:53393", "user": "ben", "kind": "nice", "active": true, "version": 1}""";

    @Property
    void aReviewEventIsReadOrSetAside(@ForAll long seed) {
        readOrSetAside(ReviewDecoder::decode, HostileInput.bytes(REVIEW, seed));
    }

    @Property
    void aReactionEventIsReadOrSetAside(@ForAll long seed) {
        readOrSetAside(ReactionDecoder::decode, HostileInput.bytes(REACTION, seed));
    }

    private static void readOrSetAside(Function<byte[], Versioned> decoder, byte[] value) {
        try {
            assertThat(decoder.apply(value).version()).isPositive();
        } catch (UnreadableRecord setAside) {
            assertThat(setAside.getMessage()).isNotBlank();
        }
    }
}
