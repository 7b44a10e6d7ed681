package dev.starfold.bench.scenario;

import dev.starfold.bench.Lab;
import dev.starfold.bench.Scenario;
import dev.starfold.bench.load.Inputs;
import dev.starfold.bench.load.Wrk;
import dev.starfold.bench.log.Backlog;
import dev.starfold.bench.log.Oracle;
import dev.starfold.bench.log.Settled;
import dev.starfold.bench.report.Report;
import dev.starfold.local.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code PUT /reactions/{id}} of many users to many reviews, each new. */
public final class Reacting implements Scenario {

    private static final String TYPE = "react";
    private static final int REVIEWS = 20_000;
    private static final int SUBJECTS = 2_000;

    @Override
    public String name() {
        return "react";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        new Writing(lab, Service.REACTION, load(lab, TYPE)).run(report, name(), "PUT /reactions", "reaction-added");
        Oracle.checkReactions(lab, TYPE);
        Oracle.check(lab, TYPE);
    }

    /** To reviews made for it, of subjects of the type. */
    static Writing.Load load(Lab lab, String type) throws Exception {
        Backlog.withRows(lab, type, REVIEWS, SUBJECTS);
        Settled.await(lab);
        Path reviews = Inputs.lines(lab, type + ".reviews", reviews(lab, type));
        Path tokens = Inputs.tokens(lab, "reader");
        return (first, connections, seconds) -> Wrk.run(
                lab,
                Service.REACTION,
                "put.lua",
                connections,
                seconds,
                List.of(tokens, reviews, first, Wrk.threads(lab, Service.REACTION)));
    }

    private static List<String> reviews(Lab lab, String type) throws Exception {
        List<String> ids = new ArrayList<>();
        try (var connection = lab.jdbc(Service.REVIEW.title());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from review where subject like '" + type + ":%'")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }
}
