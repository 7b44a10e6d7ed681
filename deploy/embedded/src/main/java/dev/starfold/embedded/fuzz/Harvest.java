package dev.starfold.embedded.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the answers so far gave out: cursors, of any list, and the ids of what was made. */
final class Harvest {

    private final List<String> cursors = new ArrayList<>();
    private final Map<String, String> made = new HashMap<>();

    void gather(Operation operation, Answer answer) throws IOException {
        String location = answer.headers().getOrDefault("location", "");
        if (answer.succeeded() && !location.isEmpty()) {
            made.put(operation.path(), location.substring(location.lastIndexOf('/') + 1));
        }
        if (answer.status() == 200 && answer.contentType().equals("application/json") && cursors.size() < 500) {
            String next = Document.JSON.readTree(answer.body()).path("next").asText("");
            if (!next.isEmpty() && !next.equals("null")) {
                cursors.add(next);
            }
        }
    }

    /** The last id that a call at the path above gave out, such as that of a job. */
    Map<String, String> ids(Operation operation) {
        String above = operation.path().replaceFirst("/[{]id}$", "");
        String id = above.equals(operation.path()) ? null : made.get(above);
        return id == null ? Map.of() : Map.of("id", id);
    }

    String cursor(Dice dice) {
        return cursors.isEmpty() ? "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" : dice.any(cursors);
    }
}
