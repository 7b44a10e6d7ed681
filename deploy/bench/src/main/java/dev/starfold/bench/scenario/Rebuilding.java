package dev.starfold.bench.scenario;

import dev.starfold.bench.Lab;
import dev.starfold.bench.Scenario;
import dev.starfold.bench.load.Http;
import dev.starfold.bench.load.Latencies;
import dev.starfold.bench.load.OpenLoop;
import dev.starfold.bench.log.Backlog;
import dev.starfold.bench.log.Operator;
import dev.starfold.bench.log.Oracle;
import dev.starfold.bench.log.Settled;
import dev.starfold.bench.report.Report;
import dev.starfold.bench.report.Row;
import dev.starfold.bench.report.Target;
import dev.starfold.local.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A rebuild of the ratings from the start of the log while 1,000 are read a second, each held to what it was before. */
public final class Rebuilding implements Scenario {

    private static final int PER_SECOND = 1_000;
    private static final int READ = 1_000;

    private final List<Double> refused = new ArrayList<>();

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        Ratings.prepare(lab);
        String logged = "select count(*) from event";
        long missing = lab.scale().backlog() - lab.number(Service.REVIEW, logged);
        if (missing > 0) {
            Backlog.of(lab, "rebuild", (int) missing, lab.scale().subjects());
        }
        // Whatever other scenarios left behind is repaired by it.
        Settled.await(lab);
        Operator.perform(lab, Service.RATING, "rebuilds");
        Oracle.check(lab, Ratings.TYPE);
        double events = lab.number(Service.REVIEW, logged) + lab.number(Service.REACTION, logged);
        List<Double> seconds = new ArrayList<>();
        List<Double> quiet = new ArrayList<>();
        List<Double> busy = new ArrayList<>();
        try (Http http = new Http(lab.port(Service.RATING))) {
            Ratings ratings = Ratings.known(http, READ);
            read(http, ratings, OpenLoop.forSeconds(lab.scale().warmUp()));
            refused.clear();
            for (int round = 0; round < lab.scale().rounds(); round++) {
                quiet.add(read(http, ratings, OpenLoop.forSeconds(lab.scale().seconds())));
                long began = System.nanoTime();
                CompletableFuture<Double> rebuild = CompletableFuture.supplyAsync(() -> {
                    try {
                        Operator.perform(lab, Service.RATING, "rebuilds");
                        return (System.nanoTime() - began) / 1e9;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                busy.add(read(http, ratings, () -> !rebuild.isDone()));
                seconds.add(rebuild.join() * 1e6 / events);
            }
        }
        Oracle.check(lab, Ratings.TYPE);
        report.add(Row.of(name(), "rebuild of a million events", "s", seconds).to(Target.atMost(15)));
        report.add(Row.of(name(), "events in the logs", "", List.of(events)));
        report.add(Row.of(name(), "GET p99 meanwhile, none wrong", "ms", busy)
                .beside("before", quiet)
                .to(Target.ratioAtMost(2)));
        report.add(Row.of(name(), "GETs refused", "", refused).to(Target.atMost(0)));
    }

    private double read(Http http, Ratings ratings, BooleanSupplier on) throws Exception {
        Latencies latencies = new Latencies();
        OpenLoop.run(PER_SECOND, on, (number, due) -> {
            String path = Ratings.path(number * 31 % READ);
            Http.Answer answer;
            try {
                answer = http.get(path);
            } catch (IOException cut) {
                latencies.refused();
                return;
            }
            if (answer.isRefusal()) {
                latencies.refused();
                return;
            }
            latencies.add(System.nanoTime() - due);
            ratings.require(path, answer);
        });
        refused.add((double) latencies.refusals());
        return latencies.percentile(99);
    }
}
