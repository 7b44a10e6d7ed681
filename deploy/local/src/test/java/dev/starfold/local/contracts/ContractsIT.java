package dev.starfold.local.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contracts as they are now, against those that clients know: {@code deploy/contracts/released}. */
class ContractsIT {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path HOME = Path.of("../..");
    private static final Path RELEASED = HOME.resolve("deploy/contracts/released");

    @ParameterizedTest
    @CsvSource({
        "review.openapi.yaml, review-service/target/openapi/openapi.yaml",
        "rating.openapi.yaml, rating-service/target/openapi/openapi.yaml",
        "reaction.openapi.yaml, reaction-service/target/openapi/openapi.yaml",
        "review.asyncapi.yaml, review-service/src/main/resources/META-INF/resources/asyncapi.yaml",
        "rating.asyncapi.yaml, rating-service/src/main/resources/META-INF/resources/asyncapi.yaml",
        "reaction.asyncapi.yaml, reaction-service/src/main/resources/META-INF/resources/asyncapi.yaml",
        "review-event.v1.json, review-service/src/main/resources/META-INF/resources/schemas/review-event.v1.json",
        "user-event.v1.json, review-service/src/main/resources/META-INF/resources/schemas/user-event.v1.json",
        "rating-event.v1.json, rating-service/src/main/resources/META-INF/resources/schemas/rating-event.v1.json",
        "reaction-event.v1.json, reaction-service/src/main/resources/META-INF/resources/schemas/reaction-event.v1.json"
    })
    void whatClientsKnowIsOfferedStill(String released, String now) throws IOException {
        assertThat(Breaks.between(read(RELEASED.resolve(released)), read(HOME.resolve(now))))
                .as("breaks in %s: undo them, or give it another version and run deploy/contracts/release", now)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /paths | /reviews | is gone
                    /paths/~1reviews | post | is gone
                    /paths/~1reviews/get/responses | 200 | is gone
                    /components/schemas/Review/properties | score | is gone
                    /components/schemas/Kinds/properties | creative | is gone
                    """)
    void whatIsTakenAwayIsABreak(String place, String name, String said) throws IOException {
        JsonNode released = read(RELEASED.resolve("review.openapi.yaml"));
        JsonNode now = released.deepCopy();
        ((ObjectNode) now.at(place)).remove(name);
        assertThat(Breaks.between(released, now)).anyMatch(it -> it.contains(name) && it.endsWith(said));
    }

    @Test
    void whatMustBeSentAnewOrIsPromisedNoMoreIsABreakUnlessTheVersionSaysSo() throws IOException {
        JsonNode released = read(RELEASED.resolve("review.openapi.yaml"));
        JsonNode now = released.deepCopy();
        ((ArrayNode) now.at("/components/schemas/Submission/required")).add("language");
        ((ArrayNode) now.at("/components/schemas/Review/required")).remove(0);
        ((ObjectNode) now.at("/components/schemas/Review/properties/score")).put("type", "string");
        assertThat(Breaks.between(released, now))
                .anyMatch(it -> it.contains("Submission") && it.endsWith("asks for \"language\" now"))
                .anyMatch(it -> it.contains("Review/required") && it.endsWith("no more"))
                .anyMatch(it -> it.contains("Review/properties/score/type"))
                .hasSize(3);
        ((ObjectNode) now.at("/info")).put("version", "2");
        assertThat(Breaks.between(released, now)).isEmpty();
    }

    private static JsonNode read(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }
}
