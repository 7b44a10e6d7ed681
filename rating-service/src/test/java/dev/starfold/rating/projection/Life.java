package dev.starfold.rating.projection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Lives of reviews, as lists of states: what is submitted, revised, hidden, restored, withdrawn, erased. */
public final class Life {

    public enum Act {
        REVISE,
        HIDE,
        RESTORE,
        WITHDRAW,
        ERASE
    }

    private static final List<String> RECOMMENDATIONS = List.of("recommended", "mixed-feelings", "not-recommended");

    /** Five days have submissions, at noon; three authors wrote them. */
    static final Instant FIRST_DAY = Instant.parse("2024-04-01T12:00:00Z");

    private Life() {}

    /** An act with the score it leaves; acts that the review's status doesn't allow are passed over. */
    public record Step(Act act, int score, int recommendation) {}

    public static List<ReviewState> of(UUID id, String subject, List<Step> steps) {
        var states = new ArrayList<ReviewState>();
        for (var step : steps) {
            var status = states.isEmpty() ? "public" : next(states.getLast().status(), step.act());
            if (!status.isEmpty()) {
                states.add(state(id, subject, status, step.score(), step.recommendation(), states.size() + 1));
            }
        }
        return states;
    }

    private static String next(String status, Act act) {
        boolean alive = status.equals("public") || status.equals("hidden");
        return switch (act) {
            case REVISE -> alive ? status : "";
            case HIDE -> status.equals("public") ? "hidden" : "";
            case RESTORE -> status.equals("hidden") ? "public" : "";
            case WITHDRAW -> alive ? "withdrawn" : "";
            case ERASE -> status.equals("erased") ? "" : "erased";
        };
    }

    public static ReviewState state(
            UUID id, String subject, String status, int score, int recommendation, int version) {
        return status.equals("erased")
                ? new ReviewState(id, subject, null, null, null, null, null, null, status, version)
                : new ReviewState(
                        id,
                        subject,
                        "author-" + Math.floorMod(id.getLeastSignificantBits(), 3),
                        score,
                        RECOMMENDATIONS.get(recommendation),
                        version % 2 == 0,
                        version % 3 == 0 ? "pt-BR" : null,
                        FIRST_DAY.plus(Math.floorMod(id.getLeastSignificantBits(), 5), ChronoUnit.DAYS),
                        status,
                        version);
    }

    public static ReviewState rated(String subject, int score) {
        return state(UUID.randomUUID(), subject, "public", score, score >= 7 ? 0 : score >= 5 ? 1 : 2, 1);
    }
}
