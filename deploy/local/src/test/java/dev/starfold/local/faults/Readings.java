package dev.starfold.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.local.Service;
import dev.starfold.local.faults.Api.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a quiet system says over HTTP, beside what it should say. */
final class Readings {

    private static final int PAGE = 50;

    private final FaultedSystem system;
    private final Api api;

    Readings(FaultedSystem system, Consumer<String> broken) {
        this.system = system;
        this.api = new Api(system.url(), broken);
    }

    /** What differs now: ratings of subjects and reactions to reviews. */
    List<String> differences(Fold fold, @Nullable String only) {
        List<String> found = new ArrayList<>(ratings(fold, only));
        found.addAll(reactions(fold, only));
        return found;
    }

    private List<String> ratings(Fold fold, @Nullable String only) {
        Map<String, Map<Integer, Long>> histograms = fold.histograms();
        Map<String, Map<String, Long>> reactions = fold.reactionsBySubject();
        List<String> subjects = fold.subjects().stream()
                .filter(subject -> only == null || subject.contains(only))
                .sorted()
                .toList();
        return compared(subjects, "/ratings?subject=", "&subject=", "subject", (subject, rating) -> {
            Map<Integer, Long> scores = histograms.getOrDefault(subject, Map.of());
            long count = scores.values().stream().mapToLong(n -> n).sum();
            long sum = scores.entrySet().stream()
                    .mapToLong(e -> e.getKey() * e.getValue())
                    .sum();
            Map<Integer, Long> bars = new HashMap<>();
            rating.path("histogram")
                    .forEach(bar -> bars.put(
                            bar.path("score").asInt(), bar.path("count").asLong()));
            bars.values().removeIf(n -> n == 0);
            boolean same = rating.path("count").asLong() == count
                    && rating.path("sum").asLong() == sum
                    && bars.equals(scores)
                    && sameKinds(rating.path("reactions"), reactions.getOrDefault(subject, Map.of()));
            return same ? null : "count %d, sum %d, %s, %s".formatted(count, sum, scores, reactions.get(subject));
        });
    }

    private List<String> reactions(Fold fold, @Nullable String only) {
        Map<String, Map<String, Long>> expected = fold.reactionsByReview();
        List<String> reviews = fold.reviews(only);
        return compared(reviews, "/reactions?review=", "&review=", "review", (review, summary) -> {
            Map<String, Long> kinds = expected.getOrDefault(review, Map.of());
            return sameKinds(summary, kinds) ? null : kinds.toString();
        });
    }

    private static boolean sameKinds(JsonNode reactions, Map<String, Long> expected) {
        Map<String, Long> kinds = new HashMap<>();
        reactions
                .path("kinds")
                .fields()
                .forEachRemaining(e -> kinds.put(e.getKey(), e.getValue().asLong()));
        kinds.values().removeIf(n -> n == 0);
        long overall = expected.values().stream().mapToLong(n -> n).sum();
        return kinds.equals(expected) && reactions.path("overall").asLong() == overall;
    }

    private interface Comparison {
        /** Null if they agree, else what is expected. */
        @Nullable String of(String name, JsonNode found);
    }

    private List<String> compared(List<String> names, String first, String next, String field, Comparison comparison) {
        List<String> found = new ArrayList<>();
        for (int from = 0; from < names.size(); from += PAGE) {
            List<String> page = names.subList(from, Math.min(from + PAGE, names.size()));
            Answer answer = api.get(page.stream().collect(Collectors.joining(next, first, "")));
            JsonNode items = answer.body().path("items");
            if (!answer.is(200) || items.size() != page.size()) {
                return List.of(first + "… was answered " + answer);
            }
            for (int i = 0; i < page.size(); i++) {
                String expected = comparison.of(page.get(i), items.get(i));
                if (expected != null || !items.get(i).path(field).asText().equals(page.get(i))) {
                    found.add("%s should be %s and is %s".formatted(page.get(i), expected, items.get(i)));
                }
            }
        }
        return found;
    }

    /** Has every service compare its aggregates with a fresh fold of their contributions. */
    List<String> verifications() {
        List<String> found = new ArrayList<>();
        String operator = system.token("otto", "operator");
        for (Service service : Service.values()) {
            String path = "/operations/" + service.title() + "/verifications";
            JsonNode job = api.send("POST", path, operator, null, Map.of()).body();
            long end = System.nanoTime() + 60_000_000_000L;
            while (!job.path("status").asText().equals("done") && System.nanoTime() < end) {
                Actor.pause(100);
                job = api.send("GET", path + "/" + job.path("id").asText(), operator, null, Map.of())
                        .body();
            }
            if (job.path("drift").asInt(-1) != 0) {
                found.add(service.title() + "-service verifies itself: " + job);
            }
        }
        return found;
    }

    /** Records set aside that no fault put there. */
    List<String> deadLetters() {
        List<String> found = new ArrayList<>();
        String operator = system.token("otto", "operator");
        for (Service service : Service.values()) {
            String path = "/operations/" + service.title() + "/dead-letters?limit=100";
            String cursor = "";
            while (cursor != null) {
                Answer page = api.send("GET", path + cursor, operator, null, Map.of());
                for (JsonNode letter : page.body().path("items")) {
                    if (letter.path("headers").path("poison").isMissingNode()) {
                        found.add(service.title() + "-service set aside " + letter);
                    }
                }
                if (!page.is(200)) {
                    found.add(path + " was answered " + page);
                }
                String next = page.body().path("next").asText("");
                cursor = next.isEmpty() || next.equals("null") ? null : "&cursor=" + next;
            }
        }
        return found;
    }
}
