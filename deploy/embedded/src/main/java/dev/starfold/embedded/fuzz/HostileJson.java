package dev.starfold.embedded.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * JSON spoilt: fields of the wrong kind, and what is hardly JSON, or none.
 *
 * @param name how
 */
record HostileJson(String name, byte[] bytes) {

    /** What is no JSON object in UTF-8, whatever it was made of. */
    private static final Set<String> NEVER_JSON = Set.of(
            "empty",
            "white space",
            "cut",
            "trailing",
            "UTF-16",
            "a bad byte",
            "deep lists",
            "deep objects",
            "too large",
            "a long name",
            "many fields",
            "in a list",
            "twice",
            "as a text",
            "NUL bytes");

    /** What a field may be set to, as it is written. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1",
            "11",
            "1.0",
            "1.5",
            "1e400",
            "-1e400",
            "1e-400",
            "1E0",
            "2147483648",
            "9223372036854775808",
            "1" + "0".repeat(2_000),
            "NaN",
            "Infinity",
            "+1",
            "01",
            ".5",
            "0x1",
            "\"\"",
            "\" \"",
            "\"1\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\"",
            "\"\\ufeff\"",
            "\"\\uffff\"",
            "\"\\x41\"",
            "\"\n\"",
            "\"\t\"",
            "'a'",
            "a",
            "[]",
            "[1]",
            "[[[]]]",
            "[null]",
            "{}",
            "{\"a\": 1}",
            "{\"a\": {\"b\": {}}}",
            "{\"consumed\": -1, \"total\": -1}",
            "{\"consumed\": 1e400}",
            "{\"consumed\": 2, \"total\": 1}",
            "{\"consumed\": 2147483647, \"total\": 2147483648}",
            "\"" + "a".repeat(129) + "\"",
            "\"" + "a".repeat(20_001) + "\"",
            "\"" + "\\u0041".repeat(3_000) + "\"",
            "\"" + "\uD83D\uDC4D".repeat(20_001) + "\"",
            "\"\uD83D\uDC4D\"",
            "[" + "1,".repeat(5_000) + "1]",
            "{\"\": 1}",
            "{\"__proto__\": {}}",
            "/* */ 1",
            "1 // c",
            "\"public\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-4714-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59Z\"",
            "\"en_US\"",
            "\"anime:1\"",
            "\"<img src=x onerror=alert(1)>\"",
            "\"" + "[a](".repeat(4_000) + "\"",
            "\"" + "> ".repeat(9_000) + "\"",
            "\"" + "*_".repeat(9_000) + "\"",
            "\"" + "![".repeat(9_000) + "\"");

    /** The object, given as text, with one field spoilt, or spoilt as a whole. */
    static HostileJson of(String object, Dice dice) {
        return dice.oneIn(2) ? new HostileJson("field", field(object, dice).getBytes(UTF_8)) : whole(object, dice);
    }

    /** Whether no reader of objects may take it. */
    boolean mustBeRefused() {
        return NEVER_JSON.contains(name);
    }

    /** The object with one field set, added, doubled or left out, as text: what JSON has no value for can stand in it. */
    static String field(String text, Dice dice) {
        ObjectNode object = object(text);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.addAll(List.of(
                "unknown",
                "",
                "\\u0000",
                "Score",
                "headline",
                "body",
                "language",
                "progress",
                "submittedAt",
                "id",
                "version"));
        String chosen = dice.any(names);
        ObjectNode others = object.deepCopy();
        others.remove(chosen);
        boolean left = dice.oneIn(8);
        boolean twice = dice.oneIn(10);
        String field = "\"" + chosen + "\": " + dice.any(VALUES);
        String rest = others.toString().substring(1);
        if (left) {
            return others.toString();
        }
        String more = rest.equals("}") ? rest : ", " + rest;
        return "{" + field + (twice ? ", " + field : "") + more;
    }

    private static ObjectNode object(String line) {
        try {
            JsonNode read = Document.JSON.readTree(line);
            return read instanceof ObjectNode object ? object : Document.JSON.createObjectNode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static HostileJson of(String name, String text) {
        return new HostileJson(name, text.getBytes(UTF_8));
    }

    static HostileJson whole(String text, Dice dice) {
        byte[] body = text.getBytes(UTF_8);
        return switch (dice.below(19)) {
            case 0 -> of("empty", "");
            case 1 -> of("white space", " \r\n\t ");
            case 2 -> new HostileJson("cut", Arrays.copyOf(body, dice.below(body.length - 1)));
            case 3 -> of("trailing", text + dice.any(List.of("x", "}", "{}", "null", "\0", "//")));
            case 4 -> of("order mark", "\uFEFF" + text);
            case 5 -> new HostileJson("UTF-16", text.getBytes(dice.oneIn(2) ? UTF_16 : UTF_16LE));
            case 6 -> new HostileJson("a bad byte", spliced(body, dice));
            case 7 -> new HostileJson("random bytes", dice.bytes(4_000));
            case 8 -> of("another kind", dice.any(VALUES));
            case 9 -> of("deep lists", "[".repeat(100_000));
            case 10 -> of("deep objects", "{\"a\":".repeat(40_000));
            case 11 -> new HostileJson("deep field", nested(text, dice));
            case 12 -> of("too large", "{\"body\": \"" + "a".repeat(400_000) + "\"}");
            case 13 -> of("a long name", "{\"" + "n".repeat(60_000) + "\": 1}");
            case 14 -> of("many fields", manyFields());
            case 15 -> of("in a list", "[" + text + "]");
            case 16 -> of("twice", text + text);
            case 17 -> of("as a text", "\"" + text.replace("\"", "\\\"").replace("\n", " ") + "\"");
            default -> new HostileJson("NUL bytes", new byte[dice.below(3_000) + 1]);
        };
    }

    private static byte[] nested(String text, Dice dice) {
        int depth = dice.any(List.of(10, 500, 999, 1_001, 20_000));
        String deep = "[".repeat(depth) + "]".repeat(depth);
        int open = text.indexOf('{') + 1;
        return (text.substring(0, open) + "\"source\": {\"a\": " + deep + "}, " + text.substring(open)).getBytes(UTF_8);
    }

    private static String manyFields() {
        StringBuilder fields = new StringBuilder("{\"f\": 1");
        for (int i = 0; i < 5_000; i++) {
            fields.append(", \"f").append(i).append("\": ").append(i);
        }
        return fields.append('}').toString();
    }

    private static byte[] spliced(byte[] body, Dice dice) {
        List<byte[]> bad = List.of(
                new byte[] {(byte) 0xff},
                new byte[] {(byte) 0xc0, (byte) 0xaf},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xe2, (byte) 0x82},
                new byte[] {0});
        int at = dice.below(body.length);
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(body, 0, at);
        spliced.writeBytes(dice.any(bad));
        spliced.write(body, at, body.length - at);
        return spliced.toByteArray();
    }
}
