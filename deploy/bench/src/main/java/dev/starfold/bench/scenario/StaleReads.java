package dev.starfold.bench.scenario;

import dev.starfold.bench.Lab;
import dev.starfold.bench.WrongAnswerException;
import dev.starfold.bench.load.Http;
import dev.starfold.local.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Writes reviews of one subject beside a load of reads, looks into rating-service's database what is committed of them, and only
 * then asks over HTTP: the answer may not be older.
 */
final class StaleReads implements AutoCloseable {

    private static final String COMMITTED = """
            select coalesce((select sum(n) from live_rating, unnest(scores) n where subject = ?), 0)
            """;
    private static final int PAUSE_MILLIS = 20;

    private final Lab lab;
    private final String subject = "stale:" + UUID.randomUUID();
    private final CompletableFuture<Long> probes = new CompletableFuture<>();
    private volatile boolean finished;

    StaleReads(Lab lab) {
        this.lab = lab;
        Executors.defaultThreadFactory().newThread(this::probe).start();
    }

    /** Stops; how many reads there were. Fails if one was stale. */
    long finish() {
        finished = true;
        return probes.join();
    }

    private void probe() {
        try (Http reviews = new Http(lab.port(Service.REVIEW));
                Http ratings = new Http(lab.port(Service.RATING));
                Connection connection = lab.jdbc(Service.RATING.title());
                PreparedStatement committed = connection.prepareStatement(COMMITTED)) {
            committed.setString(1, subject);
            long reads = 0;
            for (; !finished; reads++) {
                if (reads % 5 == 0) {
                    String review = "{\"subject\":\"" + subject + "\",\"score\":" + (1 + reads % 10) + "}";
                    reviews.send("POST", "/reviews", lab.token("stale-" + reads), review)
                            .require(201);
                }
                long before;
                try (var rows = committed.executeQuery()) {
                    rows.next();
                    before = rows.getLong(1);
                }
                long answered = Ratings.count(
                        ratings.get("/ratings/" + subject).require(200).body());
                if (answered < before) {
                    throw new WrongAnswerException("%d reviews of %s were committed, and then %d answered"
                            .formatted(before, subject, answered));
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            probes.complete(reads);
        } catch (Exception e) {
            probes.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        finished = true;
    }
}
