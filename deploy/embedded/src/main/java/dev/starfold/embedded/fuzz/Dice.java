package dev.starfold.embedded.fuzz;

import java.util.List;
import java.util.Random;

/** Chance, the same for the same seed. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    byte[] bytes(int most) {
        byte[] bytes = new byte[1 + random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The same text with one bit of one character changed, still within ASCII and printable. */
    String flipped(String text) {
        if (text.isEmpty()) {
            return "!";
        }
        int at = random.nextInt(text.length());
        char other = (char) (text.charAt(at) ^ (1 << random.nextInt(6)));
        return text.substring(0, at) + (other > ' ' && other < 127 ? other : '!') + text.substring(at + 1);
    }
}
