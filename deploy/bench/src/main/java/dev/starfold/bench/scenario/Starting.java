package dev.starfold.bench.scenario;

import dev.starfold.bench.Lab;
import dev.starfold.bench.Scenario;
import dev.starfold.bench.load.Http;
import dev.starfold.bench.report.Report;
import dev.starfold.bench.report.Row;
import dev.starfold.bench.report.Target;
import dev.starfold.local.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From kill -9 of a service until it gives the first right answer again. The launcher starts what had run for a while anew at
 * once.
 */
public final class Starting implements Scenario {

    // The launcher starts at once only what has run for 30 s.
    private static final Duration SETTLED = Duration.ofSeconds(31);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SUBJECT = "start:1";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        Map<Service, String> answers = new LinkedHashMap<>();
        try (Http reviews = new Http(lab.port(Service.REVIEW))) {
            String review = "{\"subject\":\"" + SUBJECT + "\",\"score\":9,\"body\":\"Starts well.\"}";
            Http.Answer submitted = reviews.send("POST", "/reviews", lab.token("starter"), review)
                    .require(201);
            String id = submitted.body().replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
            answers.put(Service.REVIEW, "/reviews/" + id);
            answers.put(Service.REACTION, "/reactions/" + id);
            answers.put(Service.RATING, "/ratings/" + SUBJECT);
        }
        Map<Service, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round < lab.scale().rounds(); round++) {
            for (Map.Entry<Service, String> entry : answers.entrySet()) {
                seconds.computeIfAbsent(entry.getKey(), none -> new ArrayList<>())
                        .add(untilRight(lab, entry.getKey(), entry.getValue()));
            }
        }
        seconds.forEach((service, measured) ->
                report.add(Row.of(name(), "kill -9 to right answer, " + service.title() + "-service", "s", measured)
                        .to(Target.atMost(2))));
    }

    private static double untilRight(Lab lab, Service service, String path) throws Exception {
        ProcessHandle process = ProcessHandle.of(lab.part(service).pid()).orElseThrow();
        Instant settled = process.info().startInstant().orElseThrow().plus(SETTLED);
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), settled).toMillis()));
        String right = answer(lab, service, path);
        long killed = System.nanoTime();
        process.destroyForcibly();
        process.onExit().join();
        while (!right.equals(answer(lab, service, path))) {
            if (System.nanoTime() - killed > PATIENCE.toNanos()) {
                throw new IllegalStateException(service + " gives no right answer again");
            }
            Thread.sleep(5);
        }
        return (System.nanoTime() - killed) / 1e9;
    }

    /** The id, count or counts that tell a right answer; empty where there is none. */
    private static String answer(Lab lab, Service service, String path) {
        try (Http http = new Http(lab.port(service))) {
            Http.Answer answer = http.get(path);
            return answer.status() == 200
                    ? answer.body().replaceAll("\"(weighted|rank|rankedAt|asOf)\":[^,}]*", "")
                    : "";
        } catch (IOException notYet) {
            return "";
        }
    }
}
