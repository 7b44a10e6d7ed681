package dev.starfold.bench.scenario;

import dev.starfold.bench.Lab;
import dev.starfold.bench.WrongAnswerException;
import dev.starfold.bench.load.Http;
import dev.starfold.bench.log.Backlog;
import dev.starfold.local.Service;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ratings to be read while nobody writes: they have to stay as they are. */
final class Ratings {

    static final String TYPE = "read";

    // Follow in their own time, and whatever becomes of other subjects.
    private static final Pattern MOVING = Pattern.compile("\"(weighted|rank|rankedAt|asOf)\":[^,}]*,?");
    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

    private final Map<String, String> known = new HashMap<>();

    private Ratings() {}

    /** Makes the reviews behind them, unless there are some. */
    static void prepare(Lab lab) throws Exception {
        String any = "select count(*) from event where data ->> 'subject' like '" + TYPE + ":%'";
        if (lab.number(Service.REVIEW, any) == 0) {
            Backlog.of(lab, TYPE, 5 * lab.scale().subjects(), lab.scale().subjects());
        }
    }

    /** What is answered now, for some of the subjects. */
    static Ratings known(Http http, int subjects) throws IOException, InterruptedException {
        Ratings ratings = new Ratings();
        for (int i = 0; i < subjects; i++) {
            ratings.known.put(path(i), stable(http.await(path(i))));
        }
        return ratings;
    }

    static String path(int subject) {
        return "/ratings/" + TYPE + ":" + subject;
    }

    /** Fails unless the answer is what was known. */
    void require(String path, Http.Answer answer) throws IOException {
        if (!stable(answer.require(200).body()).equals(known.get(path))) {
            throw new WrongAnswerException(path + " was answered " + answer.body() + " instead of " + known.get(path));
        }
    }

    /** How many reviews a rating counts. */
    static long count(String rating) {
        Matcher matcher = COUNT.matcher(rating);
        if (!matcher.find()) {
            throw new WrongAnswerException("no rating: " + rating);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String stable(String rating) {
        return MOVING.matcher(rating).replaceAll("");
    }
}
