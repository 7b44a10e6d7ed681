package dev.starfold.embedded.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values that no call asks for. */
final class Hostile {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "true",
            "TRUE",
            "yes",
            "-1",
            "0",
            "1",
            "-0",
            "+1",
            "1.0",
            "1.5",
            "01",
            "0x10",
            "1e400",
            "NaN",
            "Infinity",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "1" + "0".repeat(400),
            "\uFF11",
            "\u0663",
            "\u00B2",
            "[]",
            "{}",
            "[1,2]",
            "\"",
            "'",
            "''; drop table event; --",
            "' or 1=1 --",
            "$1",
            "\\",
            "%",
            "%%",
            "%s%n",
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "${jndi:ldap://x.example/a}",
            "#{1+1}",
            "{x}",
            "*",
            "**",
            "?",
            "&",
            "&&",
            "#",
            "\u0000",
            "a\u0000b",
            "\u0001",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u202Eabc",
            "\uFEFF",
            "\u200B",
            "\uFFFE",
            "\uFFFF",
            "\u0130",
            "\u00DF",
            "\uD83D\uDC4D",
            "e\u0301".repeat(60),
            "\u0301".repeat(300),
            "\uDBFF\uDFFF",
            "\r\nX-Injected: 1",
            "\t",
            "\n",
            "a".repeat(36),
            "a".repeat(256),
            "a".repeat(1_000),
            "a".repeat(5_000),
            "\uD83D\uDC4D".repeat(300),
            "(".repeat(150),
            "\"".repeat(151),
            "-".repeat(150),
            "or or or",
            "- - -",
            "\"\"",
            "& | !",
            ":*",
            "<->",
            "a:*b",
            "() & ()",
            "the or",
            "-a -b",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "{00000000-0000-0000-0000-000000000000}",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            "2026-02-30T00:00:00Z",
            "2026-01-01",
            "2026-01-01T00:00:00",
            "2026-01-01T00:00:00+25:00",
            "2026-01-01T24:00:00Z",
            "9999-12-31T23:59:60Z",
            "9999-12-31T23:59:59.999999999Z",
            "0000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "294277-01-01T00:00:00Z",
            "+294277-01-09T04:00:54.775807Z",
            "1969-12-31T23:59:59Z",
            "0001-01-01T00:00:00Z",
            "-4713-01-01T00:00:00Z",
            "2026-01-01T00:00:00.0000000000000Z",
            "1767225600",
            "anime:",
            ":1",
            "anime",
            "ANIME:1",
            "anime:" + "a".repeat(97),
            "a".repeat(33) + ":1",
            "anime:a/b",
            "anime:%00",
            "anime:\u00e9",
            "anime:1:2",
            "anime: 1",
            "und",
            "x-",
            "x-private",
            "en-",
            "en_US",
            "i-klingon",
            "de-CH-1901",
            "en-a-bb-x-y",
            "zh-cmn-Hans-CN",
            "a".repeat(9),
            "en-" + "a-".repeat(16),
            "0-0",
            "0-1",
            "999999999-999999999999999999",
            "-1--1",
            "0-99999999999999999999",
            "AAAA",
            "====",
            "eyJhIjoxfQ",
            "newest",
            "desc",
            "day",
            "public");

    private Hostile() {}

    /** A text, often at the edge of what the schema allows; no half surrogate pairs, which cannot be escaped. */
    static String text(JsonNode schema, Dice dice) {
        List<String> edges = edges(schema);
        return !edges.isEmpty() && dice.oneIn(3) ? dice.any(edges) : dice.any(TEXTS);
    }

    private static List<String> edges(JsonNode schema) {
        List<String> edges = new ArrayList<>();
        for (String bound : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
            if (schema.path(bound).canConvertToLong()) {
                long edge = schema.path(bound).asLong();
                edges.addAll(List.of("" + (edge - 1), "" + edge, "" + (edge + 1), edge + ".0", edge + "e0"));
            }
        }
        for (String bound : List.of("minLength", "maxLength")) {
            int edge = schema.path(bound).asInt(-1);
            if (edge >= 0) {
                edges.addAll(List.of(
                        "a".repeat(Math.max(0, edge - 1)),
                        "a".repeat(edge),
                        "a".repeat(edge + 1),
                        "\uD83D\uDC4D".repeat(edge),
                        "\uD83D\uDC4D".repeat(edge + 1)));
            }
        }
        schema.path("enum").forEach(value -> {
            edges.add(value.asText().toUpperCase(Locale.ROOT));
            edges.add(value.asText() + " ");
            edges.add(value.asText());
        });
        return edges;
    }
}
