package dev.starfold.embedded.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What any answer must be, however hostile the request. */
final class Judge {

    private static final String PROBLEM = "application/problem+json";

    /** Nothing of this is in what the fuzzer sends, so an answer that has it tells of the service's inside. */
    private static final Pattern INTERNALS = Pattern.compile(
            "Exception|\\bat [a-z.]+\\(|Caused by|\\b(dev\\.starfold|io\\.(vertx|quarkus|netty|smallrye)|java\\.(lang|util|io|time)|"
                    + "com\\.fasterxml|org\\.(hibernate|jboss|postgresql))\\b|(?i)\\b(insert into|select .+ from|update .+ set|"
                    + "delete from|sqlstate)\\b");

    private Judge() {}

    static List<String> faults(Shot shot, Answer answer) {
        List<String> faults = new ArrayList<>();
        int status = answer.status();
        if (status < 0) {
            return List.of("no answer in time");
        }
        if (status == 0) {
            return shot.layer() == Layer.WIRE ? faults : List.of("closed without an answer");
        }
        if (shot.mustFail() && answer.succeeded()) {
            faults.add("taken for good");
        }
        if (status >= 500) {
            faults.add("a fault of the service");
        }
        if (INTERNALS.matcher(answer.text()).find()) {
            faults.add("tells of the inside");
        }
        boolean bodyless = shot.request().method().equals("HEAD");
        // Netty refuses what isn't HTTP before anything of ours is asked; it has no body to say so.
        boolean byNetty = shot.layer() == Layer.WIRE && answer.body().length == 0;
        if (status >= 400 && !bodyless && !byNetty) {
            faults.addAll(problem(shot, answer));
        }
        if (shot.layer() == Layer.CALL) {
            TreeSet<String> types = shot.operation().answers().get(status);
            if (types == null) {
                faults.add("status " + status + " is not documented");
            } else if (answer.body().length > 0 && !types.contains(answer.contentType())) {
                faults.add("content type " + answer.contentType() + " is not documented");
            }
        }
        return faults;
    }

    private static List<String> problem(Shot shot, Answer answer) {
        List<String> faults = new ArrayList<>();
        if (!answer.contentType().equals(PROBLEM)) {
            return List.of("no problem but " + answer.contentType());
        }
        JsonNode problem;
        try {
            problem = Document.JSON.readTree(answer.body());
        } catch (IOException e) {
            return List.of("the problem is not JSON");
        }
        String type = problem.path("type").asText();
        if (!type.matches("/problems/[a-z0-9-]+") || problem.path("status").asInt() != answer.status()) {
            faults.add("a problem without its type and status");
        }
        // An address or a head that cannot be read has no field to name.
        boolean unread = shot.layer() != Layer.CALL && type.equals("/problems/bad-request");
        if (answer.status() == 400 && !unread) {
            JsonNode errors = problem.path("errors");
            if (errors.isEmpty()) {
                faults.add("400 names no field");
            }
            for (JsonNode error : errors) {
                if (error.path("field").asText().isEmpty() && !hasEmptyName(shot)
                        || error.path("message").asText().isEmpty()) {
                    faults.add("400 with a nameless field");
                }
            }
        }
        return faults;
    }

    private static boolean hasEmptyName(Shot shot) {
        return new String(shot.request().body(), UTF_8).contains("\"\":")
                || shot.request().target().matches(".*[?&]=.*");
    }
}
