package dev.starfold.embedded.fuzz;

import java.util.List;

/** Hostile input for what decodes bytes and texts, the same for the same seed. */
public final class HostileInput {

    private HostileInput() {}

    /** The JSON object spoilt, in one of its fields or as a whole; now and then whole enough. */
    public static byte[] bytes(String object, long seed) {
        return HostileJson.of(object, new Dice(seed)).bytes();
    }

    /** The text spoilt, or another; never the text itself. */
    public static String text(String valid, long seed) {
        Dice dice = new Dice(seed);
        String spoilt =
                switch (dice.below(6)) {
                    case 0 -> dice.flipped(valid);
                    case 1 -> valid.substring(0, dice.below(valid.length()));
                    case 2 -> valid + dice.any(List.of("=", "A", "\0", "\n", ",", "\"", "\uD800", "\u202E"));
                    case 3 -> new String(dice.bytes(200), java.nio.charset.StandardCharsets.ISO_8859_1);
                    case 4 -> valid.repeat(1 + dice.below(2_000)) + "\uDC00";
                    default -> Hostile.text(Document.JSON.nullNode(), dice);
                };
        return spoilt.equals(valid) ? valid + "!" : spoilt;
    }
}
