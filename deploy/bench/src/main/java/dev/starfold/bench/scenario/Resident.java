package dev.starfold.bench.scenario;

import dev.starfold.bench.Cpu;
import dev.starfold.bench.Lab;
import dev.starfold.bench.Scenario;
import dev.starfold.bench.load.Wrk;
import dev.starfold.bench.log.Settled;
import dev.starfold.bench.report.Report;
import dev.starfold.bench.report.Row;
import dev.starfold.bench.report.Target;
import dev.starfold.local.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The memory that the three services hold at most while all of them are under load at once. */
public final class Resident implements Scenario {

    private static final int CONNECTIONS = 16;
    private static final String TYPE = "resident";

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        int seconds = lab.scale().warmUp();
        Ratings.prepare(lab);
        Writing.Load posting = Posting.load(lab, TYPE);
        Writing.Load reacting = Reacting.load(lab, TYPE + "-reactions");
        Settled.await(lab);
        double most = 0;
        double sum = 0;
        try (ExecutorService loads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Wrk.Result>> running = new ArrayList<>();
            for (Callable<Wrk.Result> load : List.<Callable<Wrk.Result>>of(
                    () -> posting.run(0, CONNECTIONS, seconds),
                    () -> reacting.run(0, CONNECTIONS, seconds),
                    () -> Wrk.run(
                            lab,
                            Service.RATING,
                            "get.lua",
                            CONNECTIONS,
                            seconds,
                            List.of(Ratings.TYPE, lab.scale().subjects())))) {
                running.add(loads.submit(load));
            }
            while (running.stream().anyMatch(load -> !load.isDone())) {
                most = Math.max(most, Cpu.residentMiB(lab));
                Thread.sleep(200);
            }
            for (Future<Wrk.Result> load : running) {
                sum += load.get().rate();
            }
        }
        report.add(Row.of(name(), "three services resident under load", "MiB", List.of(most))
                .to(Target.atMost(600)));
        report.add(Row.of(name(), "requests that succeeded meanwhile", "/s", List.of(sum)));
    }
}
