package dev.starfold.embedded.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * One hostile request.
 *
 * @param name what is hostile about it
 * @param bytes what is sent, which may differ from the request's own bytes
 * @param mustFail whether nobody may take it for good
 */
record Shot(Operation operation, Layer layer, String name, Request request, byte[] bytes, boolean mustFail) {

    static Shot of(Operation operation, Layer layer, String name, Request request) {
        return new Shot(operation, layer, name, request, request.bytes(), false);
    }

    /** The same, of which success would be a fault. */
    Shot toBeRefused() {
        return new Shot(operation, layer, name, request, bytes, true);
    }

    /** The beginning of what is sent, in printable characters. */
    String printed() {
        String sent = new String(bytes, 0, Math.min(bytes.length, 2_000), ISO_8859_1)
                .replaceAll("(?i)(Authorization: Bearer )[\\w.-]{40,}", "$1…");
        StringBuilder text = new StringBuilder();
        for (char c : sent.substring(0, Math.min(sent.length(), 700)).toCharArray()) {
            if (c == '\n') {
                text.append("\n      ");
            } else if (c != '\r') {
                text.append(c < ' ' || c > '~' ? "\\x%02x".formatted((int) c) : String.valueOf(c));
            }
        }
        return text.append(bytes.length > 700 ? "… (%d bytes)".formatted(bytes.length) : "")
                .toString();
    }
}
