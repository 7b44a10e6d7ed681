package dev.starfold.eventstore.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class LeanDeserializerTest {

    private static final byte[] VALUE = "{}".getBytes(UTF_8);

    private final LeanDeserializer deserializer = new LeanDeserializer();

    /** As keys, of which few differ, so that records agree in some headers; with values, some of which are null or empty. */
    @Provide
    static Arbitrary<List<List<Header>>> records() {
        Arbitrary<Header> headers = Combinators.combine(
                        Arbitraries.of("ce_id", "ce_type", "traceparent"),
                        Arbitraries.of("", "a", "b", "review-submitted").injectNull(0.2))
                .as((key, value) -> new RecordHeader(key, value == null ? null : value.getBytes(UTF_8)));
        return headers.list().ofMaxSize(5).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property
    void headersSayWhatTheySaidInTheirOrder(@ForAll("records") List<List<Header>> records) {
        for (List<Header> record : records) {
            Headers headers = new RecordHeaders(record);
            byte[] value = deserializer.deserialize("topic", headers, VALUE);
            assertThat(value).isSameAs(VALUE);
            assertThat(said(headers)).isEqualTo(said(record));
        }
    }

    @Test
    void whatWasFetchedIsLetGo() {
        ByteBuffer fetched = ByteBuffer.wrap("ce_id1".getBytes(UTF_8));
        Headers headers = new RecordHeaders(List.of(new RecordHeader(fetched.slice(0, 5), fetched.slice(5, 1))));
        deserializer.deserialize("topic", headers, VALUE);
        Arrays.fill(fetched.array(), (byte) '?');
        assertThat(said(headers)).containsExactly("ce_id=1");
    }

    @Test
    void oneThatSaysTheSameAsBeforeIsTheSame() {
        Header[] first = deserialized("1", "review-submitted");
        Header[] second = deserialized("2", "review-submitted");
        assertThat(second[1]).isSameAs(first[1]);
        assertThat(second[0].key()).isSameAs(first[0].key());
    }

    private Header[] deserialized(String id, String type) {
        Headers headers = new RecordHeaders();
        headers.add(new String("ce_id"), id.getBytes(UTF_8)).add(new String("ce_type"), type.getBytes(UTF_8));
        deserializer.deserialize("topic", headers, VALUE);
        return headers.toArray();
    }

    private static List<String> said(Iterable<Header> headers) {
        var said = new ArrayList<String>();
        headers.forEach(header ->
                said.add(header.key() + "=" + (header.value() == null ? null : new String(header.value(), UTF_8))));
        return said;
    }
}
