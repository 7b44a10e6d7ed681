package dev.starfold.local.observed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A message in Protocol Buffers' wire format: its fields by number, as they came. */
record Message(Map<Integer, List<Object>> fields) {

    static Message read(byte[] bytes) {
        Map<Integer, List<Object>> fields = new HashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            Object value =
                    switch ((int) (tag & 7)) {
                        case 0 -> varint(in);
                        case 1 -> in.getLong();
                        case 2 -> {
                            byte[] content = new byte[(int) varint(in)];
                            in.get(content);
                            yield content;
                        }
                        case 5 -> (long) in.getInt();
                        default -> throw new IllegalArgumentException("wire type of " + tag);
                    };
            fields.computeIfAbsent((int) (tag >>> 3), n -> new ArrayList<>()).add(value);
        }
        return new Message(fields);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    List<Message> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(value -> read((byte[]) value))
                .toList();
    }

    String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    String hex(int field) {
        return HexFormat.of().formatHex(bytes(field));
    }

    private byte[] bytes(int field) {
        return fields.containsKey(field) ? (byte[]) fields.get(field).getLast() : new byte[0];
    }
}
