package dev.starfold.eventstore.projection;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A value's bytes as they came, beside headers that take little memory. As Kafka's client leaves them, headers are most of the
 * objects of a record, and hold on to all that was fetched together with it. What is read of a backlog lives for some polls,
 * long enough for the collector to move every object. So headers are copied out of what was fetched here, and where one says
 * the same as in the record before, as most do, it is the same object.
 */
public final class LeanDeserializer implements Deserializer<byte[]> {

    private Header[] before = {};

    @Override
    public byte[] deserialize(String topic, byte[] value) {
        return value;
    }

    @Override
    public byte[] deserialize(String topic, Headers headers, byte[] value) {
        Header[] lean = headers.toArray();
        for (int i = 0; i < lean.length; i++) {
            lean[i] = lean(lean[i], i < before.length ? before[i] : null);
        }
        for (Iterator<Header> fetched = headers.iterator(); fetched.hasNext(); ) {
            fetched.next();
            fetched.remove();
        }
        for (Header header : lean) {
            headers.add(header);
        }
        before = lean;
        return value;
    }

    private static Header lean(Header fetched, @Nullable Header before) {
        if (before == null || !before.key().equals(fetched.key())) {
            return new RecordHeader(fetched.key(), fetched.value());
        }
        return Arrays.equals(before.value(), fetched.value())
                ? before
                : new RecordHeader(before.key(), fetched.value());
    }
}
