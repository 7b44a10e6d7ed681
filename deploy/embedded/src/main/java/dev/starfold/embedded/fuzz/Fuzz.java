package dev.starfold.embedded.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tries every call of a service's served OpenAPI document, first as it should be, as nobody, user, moderator and operator, then
 * hostile: {@code fuzz.cases} requests a call (20), by {@code fuzz.seed} (1), both system properties. It holds each answer
 * against what {@link Judge} asks for, and counts the rows of all tables: who is refused stores nothing.
 */
public final class Fuzz {

    private static final List<String> ROLES = List.of("nobody", "user", "moderator", "operator");
    private static final int MOST_FINDINGS = 40;

    private final Service service;
    private final long seed = Long.getLong("fuzz.seed", 1);
    private final int cases = Integer.getInteger("fuzz.cases", 20);
    private final Dice dice = new Dice(seed);
    private final Harvest harvest = new Harvest();
    private final Map<String, String> findings = new LinkedHashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Rows rows;
    private Map<String, Long> stored;

    private Fuzz(Service service) throws Exception {
        this.service = service;
        rows = new Rows(service.database(), service.moving());
        stored = rows.count();
    }

    /** All that was found, a text each, none for a service that stands; prints how often which status was answered. */
    public static List<String> run(Service service) throws Exception {
        Fuzz fuzz = new Fuzz(service);
        try (fuzz.rows) {
            fuzz.run();
        }
        return fuzz.findings.values().stream().limit(MOST_FINDINGS).toList();
    }

    private void run() throws Exception {
        Request document = new Request("GET", "/q/openapi", List.of("Accept: application/json"), new byte[0]);
        Answer served = Wire.send(service.base(), document.bytes(), false, false);
        List<Operation> operations = new ArrayList<>(new Document(served.body()).operations());
        for (Operation operation : operations) {
            String entitled = asItShouldBe(operation);
            for (int i = 0; i < cases; i++) {
                String role = dice.oneIn(4) ? dice.any(ROLES) : entitled;
                fire(hostile(draft(operation, role)));
            }
        }
        System.out.printf(
                "fuzz.seed=%d fuzz.cases=%d: %d calls, answers by status %s, %d findings%n",
                seed, cases, operations.size(), statuses, findings.size());
    }

    /** The first role that gets through; the document's own examples must do so. */
    private String asItShouldBe(Operation operation) throws Exception {
        String entitled = null;
        Answer last = Answer.NONE;
        for (String role : ROLES) {
            Draft valid = draft(operation, role);
            last = fire(Shot.of(operation, Layer.CALL, "valid as " + role, valid.request()));
            if ((last.succeeded() || last.status() == 409) && entitled == null) {
                entitled = role;
            }
        }
        // Nothing needs to be set aside for this: there 404 is what reaches the call.
        if (entitled == null && !operation.path().contains("/dead-letters/")) {
            note(operation.name() + " is reached by nobody: " + last.status() + " " + last.text());
        }
        return entitled == null ? "operator" : entitled;
    }

    private Draft draft(Operation operation, String role) {
        Map<String, String> values = new LinkedHashMap<>(harvest.ids(operation));
        values.putAll(service.values(operation.name()));
        return Draft.valid(operation, values, token(role));
    }

    private Shot hostile(Draft draft) {
        return switch (dice.below(12)) {
            case 0, 1, 2 -> ParameterShots.any(draft, harvest, dice);
            case 3, 4, 5 -> BodyShots.any(draft, dice);
            case 6, 7, 8 -> HeaderShots.any(draft, dice);
            case 9, 10 -> WireShots.any(draft, dice);
            default -> AddressShots.any(draft, dice);
        };
    }

    private Answer fire(Shot shot) throws Exception {
        boolean head = shot.request().method().equals("HEAD");
        Answer answer = Wire.send(service.base(), shot.bytes(), head, shot.layer() == Layer.WIRE);
        statuses.merge(answer.status(), 1, Integer::sum);
        List<String> faults = new ArrayList<>(Judge.faults(shot, answer));
        awaitJob(answer);
        boolean refused = answer.status() >= 400 || answer.status() == 0;
        Map<String, Long> now = rows.count();
        if (refused && !now.equals(stored) && !(shot.layer() == Layer.WIRE)) {
            faults.add("refused, and yet stored: %s, was %s".formatted(now, stored));
        }
        stored = now;
        for (String fault : faults) {
            note("%s: %s\n   by %s\n   %d %s\n      %s"
                    .formatted(
                            shot.operation().name(),
                            fault,
                            shot.name(),
                            answer.status(),
                            answer.text()
                                    .substring(0, Math.min(400, answer.text().length())),
                            shot.printed()));
        }
        harvest.gather(shot.operation(), answer);
        return answer;
    }

    /** One of each kind, whatever call it was. */
    private void note(String finding) {
        findings.putIfAbsent(finding.lines().limit(2).reduce("", String::concat), finding);
    }

    /** What was answered 202 goes on: it is awaited, so that what it stores is not taken for another's. */
    private void awaitJob(Answer answer) throws Exception {
        String job = answer.headers().getOrDefault("location", "");
        if (answer.status() != 202 || job.isEmpty()) {
            return;
        }
        String path = URI.create(job).getPath();
        Request request = new Request("GET", path, List.of("Authorization: Bearer " + token("operator")), new byte[0]);
        for (int i = 0; i < 200; i++) {
            JsonNode seen = Document.JSON.readTree(
                    Wire.send(service.base(), request.bytes(), false, false).body());
            if (!seen.path("status").asText().equals("running")) {
                return;
            }
            Thread.sleep(100);
        }
        note("a job goes on and on: " + job);
    }

    private @Nullable String token(String role) {
        return role.equals("nobody") ? null : service.token(role);
    }
}
