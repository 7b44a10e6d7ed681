package dev.starfold.embedded.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Hostile bodies: fields of the wrong kind, and what is hardly JSON, or none. */
final class BodyShots {

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

    private BodyShots() {}

    static Shot any(Draft draft, Dice dice) {
        Request request = draft.request();
        byte[] body = draft.bytes();
        if (draft.type() == null) {
            byte[] unasked = dice.oneIn(2) ? "{}".getBytes(UTF_8) : dice.bytes(2_000);
            // A body that a call doesn't take may be of any type, or of none.
            return Shot.of(draft.operation(), Layer.ADDRESS, "unasked body", request.withBody(unasked));
        }
        if (dice.oneIn(2) && draft.body() instanceof ObjectNode object) {
            return of(draft, "field", field(object, dice).getBytes(UTF_8));
        }
        if (dice.oneIn(2) && draft.body().isTextual()) {
            String line = draft.body().textValue().lines().findFirst().orElse("{}");
            String changed = field(object(line), dice).replace("\n", " ");
            return of(draft, "line", (changed + "\n" + draft.body().textValue()).getBytes(UTF_8));
        }
        return whole(draft, body, dice);
    }

    private static Shot of(Draft draft, String name, byte[] body) {
        return Shot.of(draft.operation(), Layer.CALL, name, draft.request().withBody(body));
    }

    /** The object with one field set, added, doubled or left out, as text: what JSON has no value for can stand in it. */
    private static String field(ObjectNode object, Dice dice) {
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
            throw new UncheckedIOException(e);
        }
    }

    private static Shot whole(Draft draft, byte[] body, Dice dice) {
        String text = new String(body, UTF_8);
        return switch (dice.below(20)) {
            case 0 -> of(draft, "empty", new byte[0]);
            case 1 -> of(draft, "white space", " \r\n\t ".getBytes(UTF_8));
            case 2 -> of(draft, "cut", Arrays.copyOf(body, dice.below(body.length)));
            case 3 ->
                of(draft, "trailing", (text + dice.any(List.of("x", "}", "{}", "null", "\0", "//"))).getBytes(UTF_8));
            case 4 -> of(draft, "order mark", ("\uFEFF" + text).getBytes(UTF_8));
            case 5 -> of(draft, "UTF-16", text.getBytes(dice.oneIn(2) ? UTF_16 : UTF_16LE));
            case 6 -> of(draft, "a bad byte", spliced(body, dice));
            case 7 -> of(draft, "random bytes", dice.bytes(4_000));
            case 8 -> of(draft, "another kind", dice.any(VALUES).getBytes(UTF_8));
            case 9 -> of(draft, "deep lists", ("[".repeat(100_000)).getBytes(UTF_8));
            case 10 -> of(draft, "deep objects", ("{\"a\":".repeat(40_000)).getBytes(UTF_8));
            case 11 -> of(draft, "deep field", nested(text, dice));
            case 12 -> of(draft, "too large", ("{\"body\": \"" + "a".repeat(400_000) + "\"}").getBytes(UTF_8));
            case 13 -> of(draft, "a long name", ("{\"" + "n".repeat(60_000) + "\": 1}").getBytes(UTF_8));
            case 14 -> of(draft, "many fields", manyFields().getBytes(UTF_8));
            case 15 ->
                Shot.of(
                        draft.operation(),
                        Layer.CALL,
                        "gzip",
                        draft.request().withBody(gzip(body)).with("Content-Encoding: gzip"));
            case 16 -> of(draft, "in a list", ("[" + text + "]").getBytes(UTF_8));
            case 17 -> of(draft, "twice", (text + text).getBytes(UTF_8));
            case 18 ->
                of(
                        draft,
                        "as a text",
                        MissingNode.getInstance() == draft.body()
                                ? body
                                : ("\"" + text.replace("\"", "\\\"").replace("\n", " ") + "\"").getBytes(UTF_8));
            default -> of(draft, "NUL bytes", new byte[dice.below(3_000) + 1]);
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

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
