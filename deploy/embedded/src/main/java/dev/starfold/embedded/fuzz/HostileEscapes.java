package dev.starfold.embedded.fuzz;

import java.util.List;

/** What stands in an address as it is, well escaped or not. */
final class HostileEscapes {

    private static final List<String> ALL = List.of(
            "%zz",
            "%",
            "%4",
            "%u0041",
            "%C0%AF",
            "%C0%80",
            "%E0%80%AF",
            "%ED%A0%80",
            "%ED%BF%BF",
            "%F5%80%80%80",
            "%F4%90%80%80",
            "%FF",
            "%FE%FF",
            "%80",
            "%C3",
            "%E2%82",
            "%00",
            "a%00",
            "%0D%0AX-Injected:%201",
            "%0A",
            "%2F",
            "a%2Fb",
            "%2e%2e%2f",
            "%252e",
            "%5C",
            "%3B",
            ";",
            ";a=b",
            "a;b=c",
            "+",
            "%2B",
            "%20",
            "%7F",
            "%EF%BB%BF",
            "%E2%80%AE",
            "{",
            "}",
            "|",
            "^",
            "`",
            "\\",
            "\"",
            "<",
            ">",
            "[",
            "]",
            "\u00C3\u00A9",
            "\u00FF",
            "\u0080",
            "\u0001",
            "#",
            "%23",
            "?",
            "%3F",
            "&",
            "=",
            "==",
            "%26",
            "..",
            ".",
            "...",
            "%2E%2E",
            "//",
            "~",
            "*",
            "@",
            ":",
            "%F0%9F%91%8D",
            "%f0%9f%91%8d%zz");

    private HostileEscapes() {}

    static String any(Dice dice) {
        return dice.any(ALL);
    }
}
