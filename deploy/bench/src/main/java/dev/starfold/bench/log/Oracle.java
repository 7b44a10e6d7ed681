package dev.starfold.bench.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.bench.Lab;
import dev.starfold.bench.WrongAnswerException;
import dev.starfold.bench.load.Http;
import dev.starfold.local.Service;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds what is read over HTTP to a fold of the logs, and has each service verify itself. Any difference fails. */
public final class Oracle {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    private Oracle() {}

    /** Waits until all is projected; then every rating of the type's subjects has to be right, and no service may have drifted. */
    public static void check(Lab lab, String type) throws Exception {
        Settled.await(lab);
        Fold fold = Fold.of(lab, type);
        try (Http http = new Http(lab.port(Service.RATING))) {
            pages(http, "/ratings?subject=", "&subject=", List.copyOf(fold.subjects()), (subject, rating) -> {
                Map<String, Long> scores = fold.scores(subject);
                long sum = scores.entrySet().stream()
                        .mapToLong(e -> Long.parseLong(e.getKey()) * e.getValue())
                        .sum();
                return counts(rating.path("histogram"), "score").equals(scores)
                        && rating.path("count").asLong()
                                == scores.values().stream().mapToLong(n -> n).sum()
                        && rating.path("sum").asLong() == sum
                        && kinds(rating.path("reactions")).equals(fold.reactionsOf(subject));
            });
        }
        for (Service service : Service.values()) {
            JsonNode job = Operator.perform(lab, service, "verifications");
            if (job.path("drift").asInt(-1) != 0) {
                throw new WrongAnswerException(service.title() + "-service verifies itself: " + job);
            }
        }
    }

    /** Every reaction has to be counted where it was made. */
    public static void checkReactions(Lab lab, String type) throws Exception {
        Settled.await(lab);
        Fold fold = Fold.of(lab, type);
        try (Http http = new Http(lab.port(Service.REACTION))) {
            List<String> reviews = fold.reactions().keySet().stream().sorted().toList();
            pages(http, "/reactions?review=", "&review=", reviews, (review, summary) -> kinds(summary)
                    .equals(fold.reactions().get(review)));
        }
    }

    private interface Comparison {
        boolean holds(String name, JsonNode item);
    }

    private static void pages(Http http, String first, String next, List<String> names, Comparison comparison)
            throws IOException, InterruptedException {
        for (int from = 0; from < names.size(); from += PAGE) {
            List<String> page = names.subList(from, Math.min(from + PAGE, names.size()));
            JsonNode items =
                    JSON.readTree(http.await(first + String.join(next, page))).path("items");
            for (int i = 0; i < page.size(); i++) {
                if (!comparison.holds(page.get(i), items.path(i))) {
                    throw new WrongAnswerException(page.get(i) + " is not what the log adds up to: " + items.path(i));
                }
            }
        }
    }

    private static Map<String, Long> counts(JsonNode bars, String key) {
        Map<String, Long> counts = new HashMap<>();
        bars.forEach(bar -> counts.put(bar.path(key).asText(), bar.path("count").asLong()));
        counts.values().removeIf(n -> n == 0);
        return counts;
    }

    private static Map<String, Long> kinds(JsonNode reactions) {
        Map<String, Long> kinds = new HashMap<>();
        reactions
                .path("kinds")
                .properties()
                .forEach(e -> kinds.put(e.getKey(), e.getValue().asLong()));
        kinds.values().removeIf(n -> n == 0);
        return kinds;
    }
}
