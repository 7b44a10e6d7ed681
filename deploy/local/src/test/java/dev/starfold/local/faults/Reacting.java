package dev.starfold.local.faults;

import static dev.starfold.local.faults.Actor.traced;

import dev.starfold.local.faults.Api.Answer;
import dev.starfold.local.faults.Entry.Kind;
import dev.starfold.local.faults.Entry.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reading half of a user: reacts, changes their mind, takes it back. */
final class Reacting {

    static final List<String> KINDS =
            List.of("nice", "love-it", "funny", "confusing", "informative", "well-written", "creative");

    private final Actor actor;
    private final Api api;
    private final World world;
    private final Map<String, String> given = new HashMap<>();
    // An unknown reaction may still happen, even after a later one: no more is said of such a review.
    private final Set<String> unsure = new HashSet<>();

    Reacting(Actor actor, Api api, World world) {
        this.actor = actor;
        this.api = api;
        this.world = world;
    }

    void step() {
        String review = world.review(actor.user(), actor.random());
        if (review == null || unsure.contains(review)) {
            return;
        }
        if (given.containsKey(review) && actor.random().nextInt(3) == 0) {
            remove(review);
        } else {
            react(review, KINDS.get(actor.random().nextInt(KINDS.size())));
        }
    }

    private void react(String review, String kind) {
        String trace = actor.trace();
        Answer answer = api.send("PUT", "/reactions/" + review, actor.token(), Map.of("kind", kind), traced(trace));
        actor.note(trace, Kind.REACT, "", review, answer, 0, !kind.equals(given.get(review)));
        switch (Outcome.of(answer.status())) {
            case ACKNOWLEDGED -> {
                if (answer.is(201) == given.containsKey(review)
                        || !answer.body().path("mine").asText().equals(kind)) {
                    actor.journal()
                            .broken("%s reacted %s after %s to %s and was answered %d %s"
                                    .formatted(
                                            actor.user(),
                                            kind,
                                            given.get(review),
                                            review,
                                            answer.status(),
                                            answer.body()));
                }
                given.put(review, kind);
            }
            case UNKNOWN -> unsure.add(review);
            case REFUSED -> {}
        }
    }

    private void remove(String review) {
        String trace = actor.trace();
        Answer answer = api.send("DELETE", "/reactions/" + review, actor.token(), null, traced(trace));
        actor.note(trace, Kind.REMOVE, "", review, answer, 0, true);
        switch (Outcome.of(answer.status())) {
            case ACKNOWLEDGED -> given.remove(review);
            case UNKNOWN -> unsure.add(review);
            case REFUSED -> {}
        }
    }
}
