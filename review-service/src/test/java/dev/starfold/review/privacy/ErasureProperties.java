package dev.starfold.review.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.review.Content;
import dev.starfold.review.Recommendation;
import dev.starfold.review.Rejection;
import dev.starfold.review.Review;
import dev.starfold.review.ReviewCommand;
import dev.starfold.review.ReviewCommand.Expected;
import dev.starfold.review.Text;
import dev.starfold.review.store.Logged;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.flywaydb.core.Flyway;

/** On a real PostgreSQL: wherever an erasure is cut off, and however often, what is left in the end is the same. */
class ErasureProperties {

    // Later than the database's clock, so that all that it stamps is older than any erasure.
    private static final Instant START = Instant.parse("2080-01-01T00:00:00Z");
    private static final List<String> USERS = List.of("ana-to-be-erased", "ben");
    private static final String DATABASE = "erasure_properties";

    /** All but what differs from run to run: times of day, and ids that nobody derives. */
    private static final List<String> STATE = List.of(
            "select to_jsonb(r) - 'helpful' from review r order by id",
            "select t from review_text t order by review_id, version",
            "select s from review_search s order by review_id",
            "select to_jsonb(e) - 'position' - 'recorded_at' - 'metadata' || jsonb_build_object('data', data - 'at',"
                    + " 'actor', metadata->>'actor') from event e order by stream_id, version",
            "select to_jsonb(r) - 'id' - 'dismissed_at' from report r order by review_id, reporter, reported_at",
            "select q from reported_review q order by review_id",
            "select i from idempotency i order by key");

    private static final Vertx VERTX = Vertx.vertx();
    private static final Everything EVERYTHING = new Everything(DATABASE);
    private static Pool pool;
    private static Logged reviews;

    private static final Pattern WORDS =
            Pattern.compile(words(USERS.getFirst(), 0).replace("0of", "([0-9]+)of"));

    private int clock;

    /** What one of the users does about one of the subjects. */
    record Step(Kind kind, String user, String subject) {}

    enum Kind {
        SUBMIT,
        REVISE,
        WITHDRAW,
        HIDE,
        REPORT,
        DISMISS
    }

    @BeforeContainer
    static void migrate() {
        var postgres = EmbeddedServers.postgres();
        postgres.createDatabase(DATABASE);
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password())
                .locations("db/event-store", "db/projection", "db/review")
                .load()
                .migrate();
        var options = PgConnectOptions.fromUri(postgres.reactiveUrl(DATABASE))
                .setUser(postgres.user())
                .setPassword(postgres.password());
        pool = PgBuilder.pool(it -> it.using(VERTX).connectingTo(options).with(new PoolOptions().setMaxSize(4)));
        reviews = new Logged(VERTX, pool);
    }

    @AfterContainer
    static void close() {
        await(reviews.stop());
        await(pool.close());
        await(VERTX.close());
    }

    @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
    void whereverItIsCutOffTheEndIsTheSame(
            @ForAll("steps") List<Step> before,
            @ForAll("steps") List<Step> after,
            @ForAll("crashes") List<Integer> crashes,
            @ForAll boolean afterwards) {
        List<String> whole = run(before, List.of(), afterwards, after);
        List<String> cutOff = run(before, crashes, afterwards, after);
        assertThat(cutOff).isEqualTo(whole);
    }

    @Example
    void aUserMayHaveAnyNumberOfReviews() {
        empty();
        EVERYTHING.run("""
                insert into review (id, stream_id, subject, author, score, recommendation, spoiler, preliminary, has_body,
                    text_erased, status, version, content_version, submitted_at)
                select gen_random_uuid(), gen_random_uuid(), 'book:' || i, '%1$s', 3, 'not-recommended', false, false, false,
                    false, 'public', 1, 1, '%2$s'
                from generate_series(1, 20000) i""".formatted(USERS.getFirst(), START));
        AtomicInteger erased = new AtomicInteger();
        var oneByOne = new ReviewErasure(pool, (stream, erase, _) -> VERTX.executeBlocking(erased::incrementAndGet), 1);
        var done = oneByOne.erase(new UserErased(UUID.randomUUID(), USERS.getFirst(), START))
                .toCompletionStage()
                .toCompletableFuture();
        assertThat(done).as(() -> erased + " erased").succeedsWithin(Duration.ofSeconds(60));
        assertThat(erased).hasValue(20_000);
    }

    private List<String> run(List<Step> before, List<Integer> crashes, boolean afterwards, List<Step> after) {
        empty();
        before.forEach(this::take);
        UserErased erased = new UserErased(UUID.randomUUID(), USERS.getFirst(), now());
        for (int steps : crashes) {
            attempt(erased, new Crashes(steps, afterwards));
        }
        attempt(erased, new Crashes(Integer.MAX_VALUE, false));
        assertThat(EVERYTHING.rowsWith(USERS.getFirst())).isEmpty();
        after.forEach(this::take);
        attempt(
                new UserErased(UUID.randomUUID(), USERS.getFirst(), erased.at()),
                new Crashes(Integer.MAX_VALUE, false));
        return STATE.stream().flatMap(sql -> EVERYTHING.query(sql).stream()).toList();
    }

    @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
    void whatIsWrittenMeanwhileStaysAndNothingOlderDoes(
            @ForAll("steps") List<Step> before,
            @ForAll("steps") List<Step> meanwhile,
            @ForAll @IntRange(min = 1, max = 12) int steps) {
        empty();
        before.forEach(this::take);
        UserErased erased = new UserErased(UUID.randomUUID(), USERS.getFirst(), now());
        int then = clock;
        attempt(erased, new Crashes(steps, false));
        meanwhile.forEach(this::take);
        attempt(erased, new Crashes(Integer.MAX_VALUE, false));
        assertThat(EVERYTHING.rowsWith("words")).noneMatch(row -> isOlder(row, then));
        for (String submitted : submittedSince(erased)) {
            assertThat(EVERYTHING.query("select id from review where status <> 'erased' and author <> ''"))
                    .contains(submitted);
        }
    }

    /** Whether a row holds words that the user wrote until then. */
    private static boolean isOlder(String row, int then) {
        Matcher words = WORDS.matcher(row);
        while (words.find()) {
            if (Integer.parseInt(words.group(1)) <= then) {
                return true;
            }
        }
        return false;
    }

    private static List<String> submittedSince(UserErased erased) {
        return EVERYTHING.query("""
                select data->>'review' from event where type = 'review-submitted' and (data->>'at')::timestamptz > '%s'""".formatted(erased.at()));
    }

    private void attempt(UserErased erased, Crashes crashes) {
        var part = new ReviewErasure(
                crashes.pool(pool), (stream, erase, _) -> crashes.step(() -> reviews.erase(stream, erase)), 2);
        try {
            await(part.erase(erased));
        } catch (CompletionException | IllegalStateException crashed) {
            assertThat(crashed).hasStackTraceContaining("crashed");
        }
    }

    private void take(Step step) {
        clock++;
        String author = step.user;
        UUID stream = Review.stream(step.subject, author);
        Text text = new Text(words(author, clock), "More " + words(author, clock));
        Content content = new Content(3, Recommendation.NOT_RECOMMENDED, false, false, null, null, text.digest(), true);
        String someoneElse = USERS.get(1 - USERS.indexOf(author));
        List<String> newest = EVERYTHING.query("""
                select id from review where stream_id = '%s' order by version desc limit 1""".formatted(stream));
        UUID review = newest.isEmpty() ? new UUID(0, 0) : UUID.fromString(newest.getFirst());
        Expected any = new Expected.Any();
        switch (step.kind) {
            case SUBMIT -> give(stream, new ReviewCommand.Submit(step.subject, author, content, now()), text, author);
            case REVISE -> give(stream, new ReviewCommand.Revise(review, author, any, content, now()), text, author);
            case WITHDRAW -> give(stream, new ReviewCommand.Withdraw(review, author, any, now()), Text.NONE, author);
            case HIDE ->
                give(stream, new ReviewCommand.Hide(review, someoneElse, any, "rude", now()), Text.NONE, someoneElse);
            case REPORT -> report(review, someoneElse, words(someoneElse, clock));
            case DISMISS -> dismiss(review, someoneElse);
        }
    }

    private void give(UUID stream, ReviewCommand command, Text text, String actor) {
        try {
            await(reviews.execute(stream, command, text, actor));
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(Rejection.class);
        }
    }

    /** As the service writes them, one open report per user and review. */
    private void report(UUID review, String reporter, String note) {
        EVERYTHING.run("""
                with made as (
                    insert into report (id, review_id, reporter, reason, note, reported_at)
                    select gen_random_uuid(), id, '%2$s', 'other', '%3$s', '%4$s' from review
                    where id = '%1$s' and status in ('public', 'hidden')
                    on conflict do nothing returning review_id)
                insert into reported_review (review_id, spam, spoiler, harassment, off_topic, other, latest)
                select review_id, 0, 0, 0, 0, 1, '%4$s' from made
                on conflict (review_id) do update
                set other = reported_review.other + 1, latest = excluded.latest""".formatted(review, reporter, note, now()));
    }

    private void dismiss(UUID review, String moderator) {
        EVERYTHING.run("""
                update report set dismissed_at = '%3$s', dismissed_by = '%2$s'
                where review_id = '%1$s' and dismissed_at is null;
                delete from reported_review where review_id = '%1$s'""".formatted(review, moderator, now()));
    }

    private void empty() {
        clock = 0;
        EVERYTHING.run("truncate event, idempotency, review, review_text, review_search, report, reported_review");
    }

    private static String words(String user, int clock) {
        return "words%sof%s"
                .formatted(
                        clock,
                        UUID.nameUUIDFromBytes(user.getBytes(UTF_8)).toString().replace("-", ""));
    }

    private Instant now() {
        return START.plusSeconds(clock);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(Kind.SUBMIT)), Tuple.of(4, Arbitraries.of(Kind.class))),
                        Arbitraries.of(USERS),
                        Arbitraries.of("book:1", "book:2", "book:3"))
                .as(Step::new)
                .list()
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<List<Integer>> crashes() {
        return Arbitraries.integers().between(1, 18).list().ofMinSize(1).ofMaxSize(3);
    }
}
