package dev.starfold.embedded.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** What came back; status 0 when the connection was closed without an answer, -1 when none came in time. */
record Answer(int status, Map<String, String> headers, byte[] body) {

    static final Answer NONE = new Answer(0, Map.of(), new byte[0]);
    static final Answer LATE = new Answer(-1, Map.of(), new byte[0]);

    String text() {
        return new String(body, UTF_8);
    }

    String contentType() {
        return headers.getOrDefault("content-type", "").replaceFirst("\\s*;.*", "");
    }

    boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
