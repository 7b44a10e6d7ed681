package dev.starfold.bench.scenario;

import dev.starfold.bench.Lab;
import dev.starfold.bench.Scale;
import dev.starfold.bench.Scenario;
import dev.starfold.bench.WrongAnswerException;
import dev.starfold.bench.load.Http;
import dev.starfold.bench.load.Inputs;
import dev.starfold.bench.load.Latencies;
import dev.starfold.bench.load.OpenLoop;
import dev.starfold.bench.log.Oracle;
import dev.starfold.bench.log.Settled;
import dev.starfold.bench.report.Report;
import dev.starfold.bench.report.Row;
import dev.starfold.bench.report.Target;
import dev.starfold.local.Service;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From the moment when a {@code POST /reviews} was due until {@code GET /ratings/{subject}} counts it, at 500 a second; and the
 * same for the first review after a silence. One in five is followed, as clients do it: by one read that waits ({@code after}).
 * Followers that read again and again had been more load than the reviews, and more of it the later those were.
 */
public final class Freshness implements Scenario {

    private static final int PER_SECOND = 500;
    private static final int FOLLOWED = 5;
    private static final int WARMING = 16;
    private static final int SHARED_SUBJECTS = 997;
    private static final int BEHIND = 504;
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    @Override
    public String name() {
        return "fresh";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        Scale scale = lab.scale();
        List<String> tokens = Files.readAllLines(Inputs.tokens(lab, "fresh"));
        List<String> texts = Files.readAllLines(Inputs.texts(lab));
        List<Double> posted = new ArrayList<>();
        List<Double> refused = new ArrayList<>();
        List<Double> answeredP50 = new ArrayList<>();
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        try (Http reviews = new Http(lab.port(Service.REVIEW));
                Http ratings = new Http(lab.port(Service.RATING))) {
            Posts posts = new Posts(reviews, ratings, tokens, texts);
            Posting.load(lab, "warm").run(0, WARMING, scale.warmUp());
            posts.atConstantRate(scale.warmUp(), new Latencies());
            Settled.await(lab);
            for (int round = 0; round < scale.rounds(); round++) {
                Latencies answered = new Latencies();
                Latencies visible = posts.atConstantRate(scale.seconds(), answered);
                answeredP50.add(answered.percentile(50));
                posted.add(answered.percentile(99));
                refused.add((double) answered.refusals());
                p50.add(visible.percentile(50));
                p99.add(visible.percentile(99));
                Thread.sleep(scale.silence() * 1000L);
                first.add(posts.alone() / 1e6);
            }
        }
        Oracle.check(lab, "fresh");
        report.add(Row.of(name(), "POST at 500/s, p50", "ms", answeredP50));
        report.add(Row.of(name(), "POST at 500/s, p99", "ms", posted));
        report.add(Row.of(name(), "POSTs refused", "", refused).to(Target.atMost(0)));
        report.add(Row.of(name(), "POST to visible p50", "ms", p50).to(Target.atMost(5)));
        report.add(Row.of(name(), "POST to visible p99", "ms", p99).to(Target.atMost(30)));
        report.add(Row.of(name(), "first after " + scale.silence() + " s of silence", "ms", first)
                .to(Target.atMost(30)));
    }

    private static final class Posts {

        private final Http reviews;
        private final Http ratings;
        private final List<String> tokens;
        private final List<String> texts;
        private int next;

        Posts(Http reviews, Http ratings, List<String> tokens, List<String> texts) {
            this.reviews = reviews;
            this.ratings = ratings;
            this.tokens = tokens;
            this.texts = texts;
        }

        Latencies atConstantRate(int seconds, Latencies answered) throws Exception {
            Latencies visible = new Latencies();
            int base = next;
            next += OpenLoop.run(PER_SECOND, OpenLoop.forSeconds(seconds), (number, due) -> {
                int unique = base + number;
                boolean followed = number % FOLLOWED == 0;
                String subject = "fresh:" + (followed ? unique : "s" + unique % SHARED_SUBJECTS);
                String review = post(unique, subject);
                if (review == null) {
                    answered.refused();
                    return;
                }
                answered.add(System.nanoTime() - due);
                if (followed) {
                    awaitVisible(subject, review);
                    visible.add(System.nanoTime() - due);
                }
            });
            return visible;
        }

        /** One review: nanoseconds until its rating counts it. */
        long alone() throws Exception {
            long began = System.nanoTime();
            String subject = "fresh:" + next;
            String review = post(next, subject);
            while (review == null) {
                review = post(next, subject);
            }
            awaitVisible(subject, review);
            next++;
            return System.nanoTime() - began;
        }

        private void awaitVisible(String subject, String review) throws Exception {
            String read = "/ratings/" + subject + "?after=" + review + "@1";
            Http.Answer rating = ratings.get(read);
            while (rating.isRefusal() || rating.status() == BEHIND) {
                rating = ratings.get(read);
            }
            long count = Ratings.count(rating.require(200).body());
            if (count != 1) {
                throw new WrongAnswerException(subject + " counts " + count + " after its only review");
            }
        }

        /** Its id; null if it was refused. */
        private @Nullable String post(int number, String subject) throws Exception {
            String token = tokens.get(number / SHARED_SUBJECTS % tokens.size());
            String review = "{\"subject\":\"%s\",\"score\":%d,\"headline\":\"Number %d\",\"body\":\"%s\"}"
                    .formatted(subject, 1 + number % 10, number, texts.get(number % texts.size()));
            Http.Answer answer = reviews.send("POST", "/reviews", token, review);
            return answer.isRefusal() ? null : id(answer.require(201).body());
        }

        private static String id(String review) {
            Matcher id = ID.matcher(review);
            if (!id.find()) {
                throw new WrongAnswerException("no id: " + review);
            }
            return id.group(1);
        }
    }
}
