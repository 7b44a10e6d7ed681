package dev.starfold.bench.scenario;

import dev.starfold.bench.Cpu;
import dev.starfold.bench.Lab;
import dev.starfold.bench.Scale;
import dev.starfold.bench.Scenario;
import dev.starfold.bench.anchor.PointRead;
import dev.starfold.bench.load.Pgbench.Protocol;
import dev.starfold.bench.load.Wrk;
import dev.starfold.bench.log.Oracle;
import dev.starfold.bench.report.Report;
import dev.starfold.bench.report.Row;
import dev.starfold.bench.report.Target;
import dev.starfold.local.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code GET /ratings/{subject}} at 32 connections in turns with {@code pgbench -S}, with prepared statements and as it is, and with
 * a path of the same service that reads nothing. Meanwhile somebody writes, and no answer may be older than what was committed
 * when it was asked for.
 */
public final class Reading implements Scenario {

    private static final int CONNECTIONS = 32;

    @Override
    public String name() {
        return "read";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        Scale scale = lab.scale();
        Ratings.prepare(lab);
        Oracle.check(lab, Ratings.TYPE);
        PointRead anchor = PointRead.over(lab, scale.subjects());
        empty(lab, scale.warmUp());
        read(lab, scale.warmUp());
        List<Double> anchors = new ArrayList<>();
        List<Double> unprepared = new ArrayList<>();
        List<Double> empty = new ArrayList<>();
        List<Wrk.Result> results = new ArrayList<>();
        List<Cpu> cpus = new ArrayList<>();
        long probes = 0;
        for (int round = 0; round < scale.rounds(); round++) {
            anchors.add(anchor.run(Protocol.PREPARED, CONNECTIONS, scale.seconds()));
            unprepared.add(anchor.run(Protocol.SIMPLE, CONNECTIONS, scale.seconds()));
            empty.add(empty(lab, scale.seconds()).rate());
            try (StaleReads probe = new StaleReads(lab)) {
                Cpu before = Cpu.now(lab);
                Wrk.Result result = read(lab, scale.seconds());
                results.add(result);
                cpus.add(Cpu.now(lab).since(before).dividedBy(result.succeeded() / 1e6));
                probes += probe.finish();
            }
        }
        Row rate = Row.of(
                name(),
                "GET /ratings/{subject}",
                "/s",
                results.stream().map(Wrk.Result::rate).toList());
        report.add(rate.beside("pgbench -S, prepared", anchors).to(Target.ratioAtLeast(1.0)));
        report.add(rate.beside("pgbench -S", unprepared));
        report.add(rate.beside("GET /q/health/live, which reads nothing", empty));
        report.add(Row.of(
                name(), "GET p99", "ms", results.stream().map(Wrk.Result::p99).toList()));
        report.add(Row.of(name(), "reads held to what was committed, none stale", "", List.of((double) probes)));
        report.add(Row.of(
                name(),
                "processor time of services",
                "µs",
                cpus.stream().map(Cpu::services).toList()));
        report.add(Row.of(
                name(),
                "processor time of PostgreSQL",
                "µs",
                cpus.stream().map(Cpu::postgres).toList()));
        report.add(Row.of(
                name(), "(the load itself)", "µs", cpus.stream().map(Cpu::load).toList()));
    }

    private static Wrk.Result empty(Lab lab, int seconds) throws Exception {
        return Wrk.run(lab, lab.managementPorts(Service.RATING), "live.lua", CONNECTIONS, seconds, List.of())
                .requireClean();
    }

    private static Wrk.Result read(Lab lab, int seconds) throws Exception {
        return Wrk.run(
                        lab,
                        Service.RATING,
                        "get.lua",
                        CONNECTIONS,
                        seconds,
                        List.of(Ratings.TYPE, lab.scale().subjects()))
                .requireClean();
    }
}
