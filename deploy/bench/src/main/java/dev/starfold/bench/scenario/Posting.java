package dev.starfold.bench.scenario;

import dev.starfold.bench.Lab;
import dev.starfold.bench.Scenario;
import dev.starfold.bench.WrongAnswerException;
import dev.starfold.bench.load.Inputs;
import dev.starfold.bench.load.Wrk;
import dev.starfold.bench.log.Oracle;
import dev.starfold.bench.report.Report;
import dev.starfold.local.Service;
import java.nio.file.Path;
import java.util.List;

/** {@code POST /reviews} of many users on many subjects, each with a text of its own. */
public final class Posting implements Scenario {

    static final String USERS = "poster";

    private static final String TYPE = "post";

    /** Reviews that are not what post.lua sends under their number, and numbers that come twice. */
    private static final String WRONG = """
            with logged as (
                select data ->> 'subject' subject, data ->> 'author' author, (data -> 'content' ->> 'score')::int score,
                       (data -> 'content' -> 'progress' ->> 'consumed')::bigint k
                from event where data ->> 'subject' like '%1$s:%%'
            )
            select count(*) - count(distinct k) + count(*) filter (where (subject, author, score) is distinct from
                ('%1$s:' || (k / %2$d + k %% %2$d * 7919) %% %3$d, '%4$s-' || k %% %2$d, (1 + (k + k / %2$d) %% 10)::int))
            from logged
            """;

    @Override
    public String name() {
        return "post";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        new Writing(lab, Service.REVIEW, load(lab, TYPE)).run(report, name(), "POST /reviews", "review-submitted");
        int users = lab.scale().users();
        long wrong = lab.number(
                Service.REVIEW, WRONG.formatted(TYPE, users, lab.scale().subjects(), USERS));
        if (wrong > 0) {
            throw new WrongAnswerException(wrong + " logged reviews are not what was sent");
        }
        Oracle.check(lab, TYPE);
    }

    /** On subjects of the type. */
    static Writing.Load load(Lab lab, String type) throws Exception {
        Path tokens = Inputs.tokens(lab, USERS);
        Path texts = Inputs.texts(lab);
        return (first, connections, seconds) -> Wrk.run(
                lab,
                Service.REVIEW,
                "post.lua",
                connections,
                seconds,
                List.of(type, lab.scale().subjects(), tokens, texts, first, Wrk.threads(lab, Service.REVIEW)));
    }
}
