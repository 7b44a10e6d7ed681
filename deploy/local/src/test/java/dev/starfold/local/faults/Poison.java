package dev.starfold.local.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records that no decoder can take. Each bears the header {@link #MARK}, so that whoever counts can tell them from real ones. */
public final class Poison {

    /** The header of every poison record; its value is the kind. */
    public static final String MARK = "poison";

    private Poison() {}

    /** One of each kind, under keys of chance, so that they fall among the real records of different partitions. */
    public static List<ProducerRecord<byte[], byte[]>> records(String topic, Random random) {
        byte[] garbage = new byte[200];
        random.nextBytes(garbage);
        byte[] huge = new byte[900_000];
        random.nextBytes(huge);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(record(topic, random, "garbage", garbage));
        records.add(record(topic, random, "huge", huge));
        records.add(record(topic, random, "null value", null));
        records.add(record(topic, random, "empty value", new byte[0]));
        records.add(record(topic, random, "null as JSON", json("null")));
        records.add(record(topic, random, "cut JSON", json("{\"reviewId\": \"")));
        records.add(record(topic, random, "deep JSON", json("[".repeat(100_000))));
        records.add(record(
                topic, random, "wrong types", json("{\"reviewId\": 5, \"reactionId\": [], \"version\": \"x\"}")));
        records.add(record(
                topic,
                random,
                "wrong data",
                json("{\"reviewId\": \"%1$s\", \"reactionId\": \"%1$s\", \"version\": -1}"
                        .formatted(UUID.randomUUID()))));
        return records;
    }

    private static byte[] json(String text) {
        return text.getBytes(UTF_8);
    }

    /** With the headers of an event, the unreadable position among them, unless there is no value at all. */
    private static ProducerRecord<byte[], byte[]> record(
            String topic, Random random, String kind, byte @Nullable [] value) {
        byte[] key = ("poison:" + random.nextInt(1_000)).getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        record.headers().add(MARK, kind.getBytes(UTF_8));
        if (value != null) {
            record.headers()
                    .add("ce_specversion", "1.0".getBytes(UTF_8))
                    .add("ce_id", (UUID.randomUUID() + ":1").getBytes(UTF_8))
                    .add("ce_type", "review-exploded".getBytes(UTF_8))
                    .add("ce_position", "nowhere".getBytes(UTF_8));
        }
        return record;
    }
}
