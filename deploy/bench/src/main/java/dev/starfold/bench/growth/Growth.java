package dev.starfold.bench.growth;

import dev.starfold.bench.Lab;
import dev.starfold.bench.load.Http;
import dev.starfold.bench.load.Latencies;
import dev.starfold.bench.report.Report;
import dev.starfold.bench.report.Row;
import dev.starfold.bench.report.Target;
import dev.starfold.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Times every query of the interface at two sizes of what is stored, and keeps the plans of the larger. */
public final class Growth {

    private static final int WARM = 100;
    private static final int ROUNDS = 3;
    private static final int TIMED = 60;

    /** A slow query is asked less often in a round, or searches for words that everybody writes would take hours. */
    private static final long ROUND_NANOS = 2_000_000_000;

    private static final int FEWEST = 3;

    private final Lab lab;
    private final Map<Service, Http> clients = new EnumMap<>(Service.class);
    private final List<Query> queries = Queries.all();
    private final Map<String, String> tokens = new HashMap<>();

    private Growth(Lab lab) {
        this.lab = lab;
        for (Service service : Service.values()) {
            clients.put(service, new Http(lab.port(service)));
        }
    }

    /** Fills, times, fills on, times again; the ratio of the medians is reported. */
    public static void run(Lab lab, int small, int large, Path log, Path plans, Report report) throws Exception {
        Plans.prepare(lab);
        Filling filling = new Filling(lab);
        filling.fillTo(small);
        report.say(small + " reviews");
        Map<Query, List<Double>> before = new Growth(lab).timed(small);
        filling.fillTo(large);
        report.say(large + " reviews");
        Growth grown = new Growth(lab);
        Map<Query, List<Double>> after = grown.timed(large);
        for (Query query : grown.queries) {
            List<Double> anchors = before.entrySet().stream()
                    .filter(entry -> entry.getKey().name().equals(query.name()))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            report.add(Row.of("growth", query.name(), "ms", after.getOrDefault(query, List.of()))
                    .beside("at %,d".formatted(small), anchors)
                    .to(Target.ratioAtMost(1.5)));
        }
        grown.explain(new Plans(lab, log), large, plans);
    }

    /** Medians in milliseconds, of each round. */
    private Map<Query, List<Double>> timed(int reviews) throws Exception {
        awaitRanked();
        Map<Query, List<Double>> medians = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Query query : queries) {
                Query.Chosen chosen = new Query.Chosen(reviews, new Random(round));
                Latencies latencies = new Latencies();
                long end = System.nanoTime() + ROUND_NANOS;
                int most = round == 0 ? WARM : TIMED;
                for (int i = 0; i < most && (i < FEWEST || System.nanoTime() < end); i++) {
                    String path = query.path().of(chosen);
                    long began = System.nanoTime();
                    ask(query, path);
                    latencies.add(System.nanoTime() - began);
                }
                if (round > 0) {
                    medians.computeIfAbsent(query, none -> new ArrayList<>()).add(latencies.percentile(50));
                }
            }
        }
        return medians;
    }

    private void ask(Query query, String path) throws IOException {
        // Who has a role is named after it.
        String token =
                query.user().isEmpty() ? null : tokens.computeIfAbsent(query.user(), user -> lab.token(user, user));
        Http client = Objects.requireNonNull(clients.get(query.service()));
        Http.Answer answer = client.send("GET", path, token, null);
        while (answer.isRefusal()) {
            answer = client.send("GET", path, token, null);
        }
        if (answer.status() != 200) {
            throw new IOException(path + " was answered " + answer);
        }
    }

    /** Until services are up and what they derive by themselves is derived from all that is stored. */
    private void awaitRanked() throws Exception {
        String unranked = "select count(*) from live_type_total t where t.type = 'anime' and not exists"
                + " (select from ranking r where r.type = t.type and r.superseded_at is null and r.changed = t.changed)";
        while (lab.number(Service.RATING, unranked) > 0) {
            Thread.sleep(200);
        }
        for (Http client : clients.values()) {
            for (boolean up = false; !up; Thread.sleep(200)) {
                try {
                    up = client.get("/q/openapi").status() == 200;
                } catch (IOException notYet) {
                    // Ask again.
                }
            }
        }
    }

    private void explain(Plans plans, int reviews, Path folder) throws Exception {
        Files.createDirectories(folder);
        plans.begin();
        for (Query query : queries) {
            String path = query.path().of(new Query.Chosen(reviews, new Random(0)));
            List<String> found = plans.of(() -> ask(query, path));
            String shown = path.length() > 200 ? path.substring(0, 200) + "…" : path;
            Files.writeString(
                    folder.resolve(query.name() + ".txt"),
                    "GET %s\nof %,d reviews and %,d reactions\n\n%s"
                            .formatted(shown, reviews, 2 * reviews, String.join("\n", found)));
        }
    }
}
