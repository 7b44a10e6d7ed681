package dev.starfold.bench.scenario;

import dev.starfold.bench.Lab;
import dev.starfold.bench.Scenario;
import dev.starfold.bench.anchor.StreamsCount;
import dev.starfold.bench.log.Backlog;
import dev.starfold.bench.log.Offsets;
import dev.starfold.bench.log.Oracle;
import dev.starfold.bench.log.Reading;
import dev.starfold.bench.report.Report;
import dev.starfold.bench.report.Row;
import dev.starfold.bench.report.Target;
import dev.starfold.local.Part;
import dev.starfold.local.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * A backlog of reviews from Kafka into an empty rating-service, in turns with Kafka Streams; then all of it on one subject; then
 * with the process killed midway.
 */
public final class Projecting implements Scenario {

    private static final String GROUP = "rating-service";

    @Override
    public String name() {
        return "project";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        int count = lab.scale().backlog();
        Backlog many = Backlog.of(lab, "many", count, lab.scale().subjects());
        List<Double> streams = new ArrayList<>();
        List<Double> spread = new ArrayList<>();
        for (int round = 0; round < lab.scale().rounds(); round++) {
            streams.add(StreamsCount.run(lab, many));
            spread.add(projected(lab, "many", many, false).rate());
            Oracle.check(lab, "many");
        }
        report.add(Row.of(name(), "projection of a backlog", "events/s", spread)
                .beside("Kafka Streams, exactly once", streams)
                .to(Target.ratioAtLeast(0.33)));
        double seconds = projected(lab, "many", many, true).seconds();
        Oracle.check(lab, "many");
        report.add(Row.of(name(), "backlog with kill -9 midway, right", "s", List.of(seconds)));
        Backlog one = Backlog.of(lab, "one", count, 1);
        List<Double> hot = new ArrayList<>();
        for (int round = 0; round < lab.scale().rounds(); round++) {
            hot.add(projected(lab, "one", one, false).rate());
            Oracle.check(lab, "one");
        }
        report.add(Row.of(name(), "all on one subject", "events/s", hot)
                .beside("on many", spread)
                .to(Target.ratioAtLeast(0.9)));
        report.add(Row.of(name(), "relay, log to Kafka", "events/s", List.of(many.sent(), one.sent())));
    }

    /** Empties rating-service and has it read the backlog, up to the end of the log. */
    private static Reading projected(Lab lab, String type, Backlog backlog, boolean killed) throws Exception {
        Part rating = lab.part(Service.RATING);
        rating.away(() -> {
            try (var connection = lab.jdbc("postgres");
                    var statement = connection.createStatement();
                    Offsets offsets = new Offsets(lab.bootstrapServers())) {
                statement.execute("drop database rating with (force)");
                statement.execute("create database rating");
                offsets.set(GROUP, backlog.from());
            }
            return null;
        });
        try (Projected projected = new Projected(lab, type)) {
            return Reading.of(backlog.size(), projected, read -> {
                boolean now = killed && read >= backlog.size() / 2;
                if (now) {
                    ProcessHandle.of(rating.pid()).ifPresent(ProcessHandle::destroyForcibly);
                }
                return now;
            });
        }
    }
}
