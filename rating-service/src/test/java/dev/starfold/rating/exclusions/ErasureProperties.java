package dev.starfold.rating.exclusions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.Command;
import dev.starfold.eventstore.EventCodec;
import dev.starfold.eventstore.EventLog;
import dev.starfold.eventstore.EventStore;
import dev.starfold.eventstore.Metadata;
import dev.starfold.eventstore.StoreSettings;
import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.eventstore.erasure.UserErasures;
import dev.starfold.rating.exclusions.ExclusionCommand.Add;
import dev.starfold.rating.exclusions.ExclusionCommand.Remove;
import dev.starfold.rating.exclusions.ExclusionProjection.Nothing;
import dev.starfold.rating.projection.ReviewProjection;
import dev.starfold.rating.projection.ReviewState;
import dev.starfold.rating.projection.Submitted;
import dev.starfold.rating.projection.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * In whichever order user-erased, the author's review-erased, and what moderators do come in, however often, and wherever an
 * erasure is cut off: what counts is the same, and nothing of the erased is left.
 */
class ErasureProperties {

    private static final int USERS = 3;
    private static final String SUBMITTED = "2026-04-03T12:00:00Z";

    private static final Vertx VERTX = Vertx.vertx();
    private static TestDatabase database;
    private static EventStore<ExclusionEvent, Nothing> store;

    @BeforeContainer
    static void start() {
        database = TestDatabase.migrated("rating_erasures");
        store = new EventStore<>(
                VERTX,
                database.pool(),
                new EventLog<>(new EventCodec<>(ExclusionEvent.class)),
                new ExclusionProjection(),
                StoreSettings.defaults(),
                new SimpleMeterRegistry());
        join(store.start());
    }

    @AfterContainer
    static void stop() {
        join(store.stop());
        join(VERTX.close());
    }

    sealed interface Step {}

    /** {@code about} {@code null}: a window. All cover the day of all reviews. */
    record Excluded(Integer about, boolean window, int by) implements Step {}

    record Included(int which, int by) implements Step {}

    record Submits(int author) implements Step {}

    /** The user asks to be erased: review-service's event of each review, and its user-erased, are on their way. */
    record Asks(int user) implements Step {}

    /** {@code cut}: after how many exclusions it is cut off, beyond them all: not at all. */
    record UserErasedComes(int which, int cut) implements Step {}

    record ReviewErasedComes(int which) implements Step {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> user = Arbitraries.integers().between(0, USERS - 1);
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 4);
        Arbitrary<Step> excluded = Combinators.combine(user.injectNull(0.2), Arbitraries.of(true, false), user)
                .as(Excluded::new);
        Arbitrary<Step> included = Combinators.combine(which, user).as(Included::new);
        Arbitrary<Step> came =
                Combinators.combine(which, Arbitraries.integers().between(0, 4)).as(UserErasedComes::new);
        return Arbitraries.oneOf(
                        excluded,
                        excluded,
                        included,
                        user.map(Submits::new),
                        user.map(Submits::new),
                        user.map(Asks::new),
                        came,
                        which.map(ReviewErasedComes::new))
                .list()
                .ofMinSize(5)
                .ofMaxSize(30);
    }

    @Property(tries = 20)
    void whatCountsIsTheSameAndNothingOfTheErasedIsLeft(@ForAll("steps") List<Step> steps) {
        Run run = new Run();
        steps.forEach(run::take);
        run.take(new Asks(0));
        for (int i = run.erasures.size() - 1; i >= 0; i--) {
            run.take(new UserErasedComes(i, Integer.MAX_VALUE));
        }
        for (int i = run.gone.size() - 1; i >= 0; i--) {
            run.take(new ReviewErasedComes(i));
        }
        run.check();
    }

    private static final class Run {
        private final ReviewProjection reviews = new ReviewProjection(database.pool(), null);
        private final String subject = "book:" + UUID.randomUUID();
        private final List<String> users = new ArrayList<>();
        private final List<UUID> exclusions = new ArrayList<>();
        private final Map<UUID, String> inForce = new HashMap<>();
        private final List<ReviewState> standing = new ArrayList<>();
        private final List<ReviewState> gone = new ArrayList<>();
        private final List<UserErased> erasures = new ArrayList<>();

        Run() {
            for (int i = 0; i < USERS; i++) {
                users.add("user-" + UUID.randomUUID());
            }
        }

        void take(Step step) {
            switch (step) {
                case Excluded excluded -> exclude(excluded);
                case Included(var which, var by)
                when which < exclusions.size() -> {
                    UUID id = exclusions.get(which);
                    execute(id, new Remove(id, subject, users.get(by), now()), users.get(by));
                    inForce.remove(id);
                }
                case Submits(var author) -> {
                    var review = Submitted.of(subject, 5 + author)
                            .by(users.get(author))
                            .at(SUBMITTED)
                            .state();
                    standing.add(review);
                    join(reviews.apply(List.of(review)));
                }
                case Asks(var user) -> {
                    erasures.add(new UserErased(UUID.randomUUID(), users.get(user), now()));
                    inForce.values().removeIf(users.get(user)::equals);
                    standing.stream()
                            .filter(review -> users.get(user).equals(review.author()))
                            .forEach(gone::add);
                    standing.removeAll(gone);
                }
                case UserErasedComes(var which, var cut) when which < erasures.size() -> come(erasures.get(which), cut);
                case ReviewErasedComes(var which)
                when which < gone.size() -> {
                    var review = gone.get(which);
                    join(reviews.apply(List.of(new ReviewState(
                            review.reviewId(), subject, null, null, null, null, null, null, "erased", 2))));
                }
                case Included _, UserErasedComes _, ReviewErasedComes _ -> {}
            }
        }

        private void exclude(Excluded excluded) {
            UUID id = UUID.randomUUID();
            String by = users.get(excluded.by);
            String about = excluded.about == null ? null : users.get(excluded.about);
            var from = Instant.parse("2026-04-03T00:00:00Z");
            boolean window = excluded.window || about == null;
            var scope = new Scope(window ? from : null, window ? from.plusSeconds(86_400) : null, about);
            execute(id, new Add(id, subject, scope, "Why", by, now()), by);
            exclusions.add(id);
            inForce.put(id, about == null ? "" : about);
        }

        private void come(UserErased erased, int cut) {
            ExclusionErasure erasure = new ExclusionErasure(database.pool(), 2);
            if (cut > 3) {
                join(new UserErasures(database.pool(), erasure).source().apply().apply(List.of(erased)));
            } else if (database.query("select from erasure where id = '%s'".formatted(erased.erasureId()))
                    .isEmpty()) {
                join(erasure.chunk(exclusions.stream().limit(cut).toList(), erased));
            }
        }

        private void execute(UUID id, ExclusionCommand command, String by) {
            join(store.execute(new Command<>(
                    id,
                    history -> ExclusionDecider.decide(ExclusionProjection.fold(history), command),
                    Metadata.of(by, null),
                    new Nothing(),
                    null)));
        }

        void check() {
            assertThat(database.mentions(users.getFirst())).isEmpty();
            var log = new EventLog<>(new EventCodec<>(ExclusionEvent.class));
            assertThat(join(log.streams(database.pool(), exclusions)).values().stream()
                            .map(ExclusionProjection::fold)
                            .filter(Exclusion::active)
                            .map(Exclusion::id))
                    .containsExactlyInAnyOrderElementsOf(inForce.keySet());
            assertThat(database.query("select id from exclusion where active and subject = '%s'".formatted(subject)))
                    .extracting(row -> row.getUUID(0))
                    .containsExactlyInAnyOrderElementsOf(inForce.keySet());
            long counted = standing.stream()
                    .filter(review -> !inForce.containsValue("") && !inForce.containsValue(review.author()))
                    .count();
            var rating = database.query("""
                    select coalesce(sum(n), 0)::bigint, coalesce(max(excluded), 0) from live_rating, unnest(scores) as n
                    where subject = '%s'
                    """.formatted(subject)).getFirst();
            assertThat(rating.getLong(0)).isEqualTo(counted);
            assertThat(rating.getLong(1)).isEqualTo(standing.size() - counted);
        }

        private static Instant now() {
            return Instant.now().truncatedTo(ChronoUnit.MICROS);
        }
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
