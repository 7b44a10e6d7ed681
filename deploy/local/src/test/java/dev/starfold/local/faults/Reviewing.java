package dev.starfold.local.faults;

import static dev.starfold.local.faults.Actor.traced;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.local.faults.Api.Answer;
import dev.starfold.local.faults.Entry.Kind;
import dev.starfold.local.faults.Entry.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The writing half of a user: submits, revises, withdraws, and reads the rating that must follow. */
final class Reviewing {

    private final Actor actor;
    private final Api api;
    private final World world;
    private final Map<String, Mine> mine = new HashMap<>();
    private int written;

    Reviewing(Actor actor, Api api, World world) {
        this.actor = actor;
        this.api = api;
        this.world = world;
    }

    /** What the user knows of their review of a subject. */
    private static final class Mine {
        // Null: none is live.
        private @Nullable String review;
        private int version;
        private int score;
        // The last outcome is unknown: read before the next command.
        private boolean unsure;
        // A withdrawal whose outcome is unknown may still happen, and the next one then is without effect.
        private boolean leaving;
        // Something was unknown once: it may still happen, so the subject's rating can't be foretold.
        private boolean tainted;

        private void forget() {
            unsure = true;
            tainted = true;
        }
    }

    void step() {
        String subject = actor.random().nextInt(4) == 0 ? world.own(actor.user()) : world.shared(actor.random());
        Mine state = mine.computeIfAbsent(subject, new_ -> new Mine());
        if (state.unsure) {
            look(subject, state);
        } else if (state.review == null) {
            submit(subject, state);
        } else if (actor.random().nextInt(4) == 0) {
            withdraw(subject, state);
        } else {
            revise(subject, state);
        }
    }

    private void submit(String subject, Mine state) {
        String trace = actor.trace();
        Map<String, String> headers = new HashMap<>(traced(trace));
        boolean keyed = actor.random().nextBoolean();
        if (keyed) {
            headers.put("idempotency-key", UUID.randomUUID().toString());
        }
        int score = 1 + actor.random().nextInt(10);
        Map<String, Object> review = new HashMap<>(content(score));
        review.put("subject", subject);
        Answer answer = api.send("POST", "/reviews", actor.token(), review, headers);
        while (keyed && Outcome.of(answer.status()) == Outcome.UNKNOWN && !actor.stopped()) {
            Actor.pause(300);
            answer = api.send("POST", "/reviews", actor.token(), review, headers);
        }
        boolean made = answer.is(201);
        String id = made ? answer.body().path("id").asText() : null;
        actor.note(trace, Kind.SUBMIT, subject, id, answer, answer.version(), true);
        if (made) {
            state.review = id;
            state.leaving = false;
            stands(subject, state, answer.version(), score);
            world.submitted(id, actor.user());
        } else {
            state.forget();
        }
    }

    private void revise(String subject, Mine state) {
        String trace = actor.trace();
        Map<String, String> headers = new HashMap<>(traced(trace));
        headers.put("if-match", "\"" + state.version + "\"");
        int score = 1 + actor.random().nextInt(10);
        Answer answer = api.send("PUT", "/reviews/" + state.review, actor.token(), content(score), headers);
        actor.note(trace, Kind.REVISE, subject, state.review, answer, answer.version(), true);
        if (!answer.is(200)) {
            state.forget();
            return;
        }
        if (answer.version() != state.version + 1) {
            actor.journal()
                    .broken("review %s went from version %d to %d by one revision"
                            .formatted(state.review, state.version, answer.version()));
        }
        stands(subject, state, answer.version(), score);
    }

    private void withdraw(String subject, Mine state) {
        String trace = actor.trace();
        String review = state.review;
        Answer answer = api.send("DELETE", "/reviews/" + review, actor.token(), null, traced(trace));
        actor.note(trace, Kind.WITHDRAW, subject, review, answer, 0, !state.leaving);
        world.withdrawn(review);
        if (answer.is(204)) {
            state.review = null;
        } else {
            state.leaving = true;
            state.forget();
        }
    }

    private void look(String subject, Mine state) {
        Answer answer = api.get("/reviews?subject=" + subject + "&author=" + actor.user());
        if (!answer.is(200)) {
            return;
        }
        JsonNode review = answer.body().path("items").path(0);
        state.unsure = false;
        if (review.isMissingNode()) {
            state.review = null;
            return;
        }
        String id = review.path("id").asText();
        if (!id.equals(state.review)) {
            state.leaving = false;
        }
        state.review = id;
        state.version = review.path("version").asInt();
        state.score = review.path("score").asInt();
        world.submitted(id, actor.user());
    }

    /** The review stands as the answer said; on the user's own subject its rating is known with it. */
    private void stands(String subject, Mine state, int version, int score) {
        state.version = version;
        state.score = score;
        if (state.tainted || !subject.equals(world.own(actor.user()))) {
            return;
        }
        Answer awaited = api.get("/ratings/" + subject + "?after=" + state.review + "@" + version);
        if (awaited.is(200)) {
            requireScore(subject, state, awaited, "after=");
            Answer plain = api.get("/ratings/" + subject);
            if (plain.is(200)) {
                requireScore(subject, state, plain, "a read that follows after=");
            }
        }
    }

    private void requireScore(String subject, Mine state, Answer rating, String read) {
        if (rating.body().path("count").asInt() != 1
                || rating.body().path("sum").asInt() != state.score) {
            actor.journal()
                    .broken("%s showed the rating of %s without version %d, score %d: %s"
                            .formatted(read, subject, state.version, state.score, rating.body()));
        }
    }

    // No two alike, so that a revision always changes something.
    private Map<String, Object> content(int score) {
        written++;
        return Map.of("score", score, "body", "Take " + written, "progress", Map.of("consumed", written));
    }
}
