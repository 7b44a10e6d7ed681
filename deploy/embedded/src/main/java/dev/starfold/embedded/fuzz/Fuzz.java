package dev.starfold.embedded.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries every call of a service's served OpenAPI document, first as it should be, as nobody, user, moderator and operator, then
 * hostile: {@code fuzz.cases} requests a call (10), a quarter of that where it
 * begins a job, by {@code fuzz.seed} (1), both system properties. It holds each answer
 * against what {@link Judge} asks for, and counts the rows of all tables: who is refused, or only reads, stores nothing. Last
 * comes what is hardly HTTP, of which some may be carried out after all, so nothing is counted there.
 */
public final class Fuzz {

    private static final List<String> ROLES = List.of("nobody", "user", "moderator", "operator");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int MOST_FINDINGS = 40;

    /** A call under test: by whom, and what is done to it. */
    private record Try(Operation operation, String role, Function<Draft, Shot> kind) {}

    private final Service service;
    private final long seed = Long.getLong("fuzz.seed", 1);
    private final int cases = Integer.getInteger("fuzz.cases", 10);
    private final Dice dice = new Dice(seed);
    private final Harvest harvest = new Harvest();
    private final Map<String, String> findings = new LinkedHashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<Try> uncounted = new ArrayList<>();
    private final Rows rows;
    private Map<String, String> values = Map.of();
    private boolean spent = true;
    private Map<String, Long> stored = Map.of();

    private Fuzz(Service service) throws Exception {
        this.service = service;
        rows = new Rows(service.database(), service.moving());
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
        List<Operation> operations = new Document(send(document).body()).operations();
        Map<Operation, String> entitled = new LinkedHashMap<>();
        for (Operation operation : operations) {
            spent = true;
            String role = asItShouldBe(operation);
            entitled.put(operation, role);
            for (int i = 0; i < (operation.beginsJob() ? Math.ceilDiv(cases, 4) : cases); i++) {
                fire(hostile(operation, role(role), Fuzz::odd));
            }
            count();
        }
        for (var each : entitled.entrySet()) {
            spent = true;
            for (int i = 0; i < Math.max(1, cases / 5); i++) {
                send(hostile(each.getKey(), role(each.getValue()), (draft, _, own) -> WireShots.any(draft, own)));
            }
        }
        System.out.printf(
                "fuzz.seed=%d fuzz.cases=%d: %d calls, answers by status %s, %d findings%n",
                seed, cases, operations.size(), statuses, findings.size());
    }

    private String role(String entitled) {
        return dice.oneIn(4) ? dice.any(ROLES) : entitled;
    }

    /** The first role that gets through; the document's own examples must do so. */
    private String asItShouldBe(Operation operation) throws Exception {
        String entitled = null;
        Answer last = Answer.NONE;
        for (String role : ROLES) {
            last = fire(new Try(
                    operation, role, draft -> Shot.of(operation, Layer.CALL, "valid as " + role, draft.request())));
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

    private interface Kind {
        Shot of(Draft draft, Harvest harvest, Dice dice);
    }

    /** With dice of its own, so that it can be tried again. */
    private Try hostile(Operation operation, String role, Kind kind) {
        int own = dice.below(Integer.MAX_VALUE);
        return new Try(operation, role, draft -> kind.of(draft, harvest, new Dice(own)));
    }

    private static Shot odd(Draft draft, Harvest harvest, Dice dice) {
        return switch (dice.below(10)) {
            case 0, 1, 2 -> ParameterShots.any(draft, harvest, dice);
            case 3, 4, 5 -> BodyShots.any(draft, dice);
            case 6, 7, 8 -> HeaderShots.any(draft, dice);
            default -> AddressShots.any(draft, dice);
        };
    }

    private Answer fire(Try each) throws Exception {
        Shot shot = shot(each);
        boolean reads = READING.contains(shot.request().method());
        if (!reads) {
            count();
        }
        Answer answer = answer(shot, false);
        if (reads) {
            uncounted.add(each);
        } else if (!refused(answer)) {
            spent = true;
        } else if (shot.layer() == Layer.WIRE) {
            stored = rows.count();
        } else {
            uncounted.add(each);
            count();
        }
        return answer;
    }

    /** What was tried since the last count has stored nothing; where it looks so, each is tried again by itself. */
    private void count() throws Exception {
        if (uncounted.isEmpty()) {
            return;
        }
        Map<String, Long> now = rows.count();
        List<Try> suspects = now.equals(stored) ? List.of() : List.copyOf(uncounted);
        uncounted.clear();
        for (Try each : suspects) {
            spent = true;
            Shot shot = shot(each);
            Answer answer = answer(shot, false);
            Map<String, Long> after = rows.count();
            boolean mayStore =
                    !refused(answer) && !READING.contains(shot.request().method());
            if (!mayStore && !after.equals(stored)) {
                note(shot, answer, "stored %s, was %s".formatted(after, stored));
            }
        }
        stored = suspects.isEmpty() ? now : rows.count();
    }

    /** Of what there is, made anew where the last was used up. */
    private Shot shot(Try each) throws Exception {
        if (spent) {
            values = service.values(each.operation().name());
            stored = rows.count();
            spent = false;
        }
        Map<String, String> all = new LinkedHashMap<>(harvest.ids(each.operation()));
        all.putAll(values);
        return each.kind().apply(Draft.valid(each.operation(), all, token(each.role())));
    }

    private void send(Try each) throws Exception {
        spent |= !refused(answer(shot(each), true));
    }

    private Answer answer(Shot shot, boolean cut) throws Exception {
        boolean head = shot.request().method().equals("HEAD");
        Answer answer = Wire.send(service.base(), shot.bytes(), head, cut);
        statuses.merge(answer.status(), 1, Integer::sum);
        for (String fault : Judge.faults(shot, answer)) {
            note(shot, answer, fault);
        }
        awaitJob(answer);
        harvest.gather(shot.operation(), answer);
        return answer;
    }

    private Answer send(Request request) throws Exception {
        return Wire.send(service.base(), request.bytes(), false, false);
    }

    private static boolean refused(Answer answer) {
        return answer.status() >= 400 || answer.status() <= 0;
    }

    private void note(Shot shot, Answer answer, String fault) {
        String text = answer.text();
        note("%s: %s\n   by %s\n   %d %s\n      %s"
                .formatted(
                        shot.operation().name(),
                        fault,
                        shot.name(),
                        answer.status(),
                        text.substring(0, Math.min(400, text.length())),
                        shot.printed()));
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
        for (int i = 0; i < 600; i++) {
            JsonNode seen = Document.JSON.readTree(send(request).body());
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
