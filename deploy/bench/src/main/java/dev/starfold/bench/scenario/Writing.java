package dev.starfold.bench.scenario;

import dev.starfold.bench.Cpu;
import dev.starfold.bench.Lab;
import dev.starfold.bench.Scale;
import dev.starfold.bench.WrongAnswerException;
import dev.starfold.bench.anchor.EventInsert;
import dev.starfold.bench.load.Wrk;
import dev.starfold.bench.log.Settled;
import dev.starfold.bench.report.Report;
import dev.starfold.bench.report.Row;
import dev.starfold.bench.report.Target;
import dev.starfold.local.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A command over HTTP at 64 connections in turns with pgbench inserting the same event: rate, latency, and processor time until
 * what was written is visible everywhere.
 */
final class Writing {

    private static final int CONNECTIONS = 64;
    private static final double TO_MICROS = 1e6;

    private final Lab lab;
    private final Service service;
    private final Load load;
    private long next;

    /** Sends commands numbered from {@code first} on. */
    interface Load {
        Wrk.Result run(long first, int connections, int seconds) throws IOException, InterruptedException;
    }

    Writing(Lab lab, Service service, Load load) {
        this.lab = lab;
        this.service = service;
        this.load = load;
    }

    void run(Report report, String scenario, String command, String type) throws Exception {
        Scale scale = lab.scale();
        once(scale.warmUp());
        EventInsert anchor = EventInsert.likeNewest(lab, service, type);
        List<Double> anchors = new ArrayList<>();
        List<Double> anchorCpu = new ArrayList<>();
        List<Wrk.Result> results = new ArrayList<>();
        List<Cpu> cpus = new ArrayList<>();
        for (int round = 0; round < scale.rounds(); round++) {
            EventInsert.Result inserted = anchor.run(scale.seconds());
            anchors.add(inserted.rate());
            anchorCpu.add(inserted.cpu() * TO_MICROS);
            Cpu before = Cpu.now(lab);
            Wrk.Result result = once(scale.seconds());
            results.add(result);
            cpus.add(Cpu.now(lab).since(before).dividedBy(result.succeeded() / TO_MICROS));
        }
        report.add(Row.of(
                        scenario,
                        command,
                        "/s",
                        results.stream().map(Wrk.Result::rate).toList())
                .beside("pgbench insert", anchors)
                .to(Target.ratioAtLeast(1.0)));
        report.add(Row.of(
                scenario,
                command + " p50",
                "ms",
                results.stream().map(Wrk.Result::p50).toList()));
        report.add(Row.of(
                        scenario,
                        command + " p99",
                        "ms",
                        results.stream().map(Wrk.Result::p99).toList())
                .to(Target.atMost(25)));
        report.add(Row.of(
                        scenario,
                        "processor time to visible",
                        "µs",
                        cpus.stream().map(Cpu::system).toList())
                .beside("pgbench insert", anchorCpu)
                .to(Target.ratioAtMost(2.0)));
        report.add(Row.of(
                scenario,
                "… of services",
                "µs",
                cpus.stream().map(Cpu::services).toList()));
        report.add(Row.of(
                scenario,
                "… of PostgreSQL",
                "µs",
                cpus.stream().map(Cpu::postgres).toList()));
        report.add(Row.of(
                scenario, "… of Kafka", "µs", cpus.stream().map(Cpu::kafka).toList()));
        report.add(Row.of(
                scenario,
                "(the load itself)",
                "µs",
                cpus.stream().map(Cpu::load).toList()));
    }

    /** One run, which is over when all of it is visible; every acknowledged command has to be in the log, once. */
    private Wrk.Result once(int seconds) throws Exception {
        String logged = "select count(*) from event";
        long before = lab.number(service, logged);
        Wrk.Result result = load.run(next, CONNECTIONS, seconds).requireClean();
        Settled.await(lab);
        long added = lab.number(service, logged) - before;
        // wrk goes away without waiting for the answers that are under way.
        if (added < result.succeeded() || added > result.succeeded() + CONNECTIONS) {
            throw new WrongAnswerException(result.succeeded() + " commands were acknowledged and " + added + " logged");
        }
        // wrk's threads count apart, and not evenly.
        next += 2L * Wrk.threads(lab, service) * added + 1_000;
        return result;
    }
}
