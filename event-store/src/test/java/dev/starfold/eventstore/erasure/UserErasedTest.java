package dev.starfold.eventstore.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.eventstore.projection.UnreadableRecord;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class UserErasedTest {

    private static final String ID = "0f7d6a0e-52b4-4b55-9d3c-0d8a9c0f5a11";

    @Test
    void itSaysWhoAndUntilWhen() {
        var read = read("user-erased", """
                {"erasureId": "%s", "user": "ana", "at": "2026-04-03T09:30:00.123456789Z", "more": 1}""".formatted(ID));
        assertThat(read)
                .isEqualTo(new UserErased(UUID.fromString(ID), "ana", Instant.parse("2026-04-03T09:30:00.123456Z")));
    }

    @Test
    void itIsPartOfTheTraceOfTheCallThatAskedForIt() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assertThat(traced(trace.getBytes(UTF_8)).traceparent()).isEqualTo(trace);
        for (byte[] none : new byte[][] {"00-nonsense".getBytes(UTF_8), {(byte) 0xff}, null}) {
            assertThat(traced(none).traceparent()).isNull();
        }
    }

    private static UserErased traced(byte[] header) {
        var record = record(UserErased.TYPE, """
                {"erasureId": "%s", "user": "ana", "at": "2026-04-03T09:30:00Z"}""".formatted(ID));
        record.headers().add("traceparent", header);
        return UserErased.decode(record);
    }

    @Test
    void itsUsersIdIsAsLongAsItsCharacters() {
        String form = "{\"erasureId\": \"%s\", \"user\": \"%s\", \"at\": \"2026-04-03T09:30:00Z\"}";
        String longest = "👍".repeat(255);
        assertThat(read(UserErased.TYPE, form.formatted(ID, longest)).user()).isEqualTo(longest);
        assertUnreadable(UserErased.TYPE, form.formatted(ID, longest + "👍"));
    }

    @Test
    void whatIsNoErasureIsUnreadableAndItsCauseNamesNobody() {
        String id = "\"erasureId\": \"%s\"".formatted(ID);
        String at = "\"at\": \"2026-04-03T09:30:00Z\"";
        for (String value : List.of(
                "",
                "null",
                "[]",
                "{" + id + "," + at + "}",
                "{" + id + "," + at + ", \"user\": \"\"}",
                "{" + id + "," + at + ", \"user\": \"ana\\u0000\"}",
                "{" + id + "," + at + ", \"user\": \"ana\\ud800\"}",
                "{" + id + "," + at + ", \"user\": \"" + "ana".repeat(86) + "\"}",
                "{" + at + ", \"user\": \"ana\"}",
                "{" + id + ", \"user\": \"ana\"}",
                "{" + id + ", \"at\": \"+12026-04-03T09:30:00Z\", \"user\": \"ana\"}",
                "{" + id + ", \"at\": \"yesterday\", \"user\": \"ana\"}")) {
            assertUnreadable("user-erased", value);
        }
        assertUnreadable("user-renamed", "{" + id + "," + at + ", \"user\": \"ana\"}");
    }

    private static void assertUnreadable(String type, String value) {
        assertThatThrownBy(() -> read(type, value))
                .as(value)
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageNotContaining("ana");
    }

    private static UserErased read(String type, String value) {
        return UserErased.decode(record(type, value));
    }

    private static ConsumerRecord<byte[], byte[]> record(String type, String value) {
        var record = new ConsumerRecord<>(UserErased.TOPIC, 0, 0, ID.getBytes(UTF_8), value.getBytes(UTF_8));
        record.headers().add("ce_type", type.getBytes(UTF_8));
        return record;
    }
}
