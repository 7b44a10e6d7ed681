package dev.starfold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The command behind {@code deploy/demo}: fills a local system with something to look at, through its public API alone.
 * Reviews as people write them, some thousand bare ratings, reactions, revisions, reports, and a review bomb; always the same, but
 * dated from now. Doing it again changes little: who has reviewed a subject keeps that review.
 */
public final class Demo {

    private static final List<String> READERS =
            List.of("ben", "cleo", "dario", "edda", "femi", "gus", "hana", "ivo", "jun", "kit", "lou", "mika");
    private static final List<String> KINDS =
            List.of("nice", "love-it", "funny", "confusing", "informative", "well-written", "creative");

    private final Api api;
    private final Random random = new Random(8);

    private Demo(Api api) {
        this.api = api;
    }

    /** The address of a local system, {@code http://localhost:8080} when none is given. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 1 || (arguments.length == 1 && !arguments[0].startsWith("http"))) {
            System.err.println("usage: deploy/demo [http://localhost:8080]");
            System.exit(2);
        }
        String url = arguments.length == 1 ? arguments[0] : "http://localhost:8080";
        new Demo(new Api(url)).fill();
        System.out.println("Look at " + url + "/#/subjects/anime:cowboy-bebop");
    }

    /** Fills the system at that address. */
    public static void fill(String url) throws IOException, InterruptedException {
        new Demo(new Api(url)).fill();
    }

    private void fill() throws IOException, InterruptedException {
        List<ObjectNode> written = DemoReviews.written();
        api.imported("otto", DemoReviews.lines(written, random));
        Map<String, String> draws = new HashMap<>();
        written.forEach(review ->
                draws.put(review.path("author").asText(), review.path("draws").asText()));
        for (JsonNode review : api.get("/reviews?hasBody=true&limit=100").path("items")) {
            react(review, draws.getOrDefault(review.path("author").asText(), "nice"));
        }
        revise();
        report("grumbledook", Map.of("reason", "spoiler", "note", "Says who dies."));
        report("tessellate", Map.of("reason", "other"));
    }

    /** Longer texts get more reactions; some readers pass by. */
    private void react(JsonNode review, String favourite) throws IOException, InterruptedException {
        for (String reader : READERS) {
            if (random.nextInt(700) < review.path("body").asText().length() + 120) {
                String kind = random.nextInt(5) < 3 ? favourite : KINDS.get(random.nextInt(KINDS.size()));
                api.put(reader, "/reactions/" + review.path("id").asText(), Map.of("kind", kind), Map.of());
            }
        }
    }

    private void revise() throws IOException, InterruptedException {
        JsonNode review = api.get("/reviews?subject=anime:cowboy-bebop&author=ana")
                .path("items")
                .path(0);
        if (review.path("version").asInt() != 1) {
            return;
        }
        ObjectNode revised = review.deepCopy();
        revised.retain("recommendation", "headline", "body", "spoiler", "progress", "language");
        revised.put("score", 10);
        revised.put(
                "body", review.path("body").asText().replace("It hadn't.", "It hadn't. I have seen it twice since."));
        api.put("ana", "/reviews/" + review.path("id").asText(), revised, Map.of("if-match", "\"1\""));
    }

    private void report(String author, Map<String, String> report) throws IOException, InterruptedException {
        JsonNode review = api.get("/reviews?subject=anime:cowboy-bebop&author=" + author)
                .path("items")
                .path(0);
        String path = "/reviews/" + review.path("id").asText() + "/reports";
        api.post("ben", path, report);
        api.post("cleo", path, Map.of("reason", "off-topic"));
    }
}
