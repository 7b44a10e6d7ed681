package dev.starfold.review.reactions;

import static dev.starfold.review.reactions.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.review.Reactions;
import dev.starfold.review.store.Appends;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** On a real PostgreSQL: whatever way the same events come, the reviews' counts are what a plain fold of them is. */
class ReactionProjectionProperties {

    private static final List<UUID> REVIEWS =
            IntStream.range(0, 5).mapToObj(_ -> UUID.randomUUID()).toList();

    private static TestDatabase database;
    private static Pool another;

    private final ReactionProjection one = new ReactionProjection(database.pool(), null);
    private final ReactionProjection other = new ReactionProjection(another, null);

    @BeforeContainer
    static void migrate() {
        database = TestDatabase.migrated("reaction_properties");
        another = database.newPool();
    }

    @AfterContainer
    static void close() {
        another.close();
        database.pool().close();
    }

    /** Events, and the polls that bring each of them at least once, in any order. */
    record Delivery(List<ReactionState> events, List<List<ReactionState>> polls, long seed) {}

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void anyInterleavingAndRepetitionIsThePlainFoldWheneverTheReviewsCome(@ForAll("deliveries") Delivery delivery) {
        database.empty();
        var random = new Random(delivery.seed);
        var missing = new ArrayList<>(REVIEWS);
        for (var poll : delivery.polls) {
            if (!missing.isEmpty() && random.nextBoolean()) {
                await(Appends.submit(database.pool(), List.of(missing.removeLast())));
            }
            await(one.apply(poll));
            isSound();
        }
        await(Appends.submit(database.pool(), missing));
        isTheFoldOf(delivery.events);
    }

    @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
    void pollsAndRevisionsAtOnceNeitherDriftNorDeadlock(@ForAll("deliveries") Delivery delivery) {
        database.empty();
        await(Appends.submit(database.pool(), REVIEWS));
        var revised = new ArrayList<>(REVIEWS);
        Collections.shuffle(revised, new Random(delivery.seed));
        await(Future.all(List.of(
                applyAll(one, delivery.polls),
                applyAll(other, delivery.polls.reversed()),
                reviseOften(revised, 10),
                applyAll(one, delivery.polls.reversed()))));
        isTheFoldOf(delivery.events);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void aSlotBuiltFromAnyDeliveryHasTheSameCounts(@ForAll("deliveries") Delivery delivery) {
        database.empty();
        await(Appends.submit(database.pool(), REVIEWS));
        await(applyAll(one, delivery.polls));
        await(applyAll(new ReactionProjection(another, (short) 1), delivery.polls.reversed()));
        isTheFoldOf(delivery.events);
        assertThat(database.recounted((short) 1)).isZero();
    }

    private void isTheFoldOf(List<ReactionState> events) {
        assertThat(database.counts()).isEqualTo(PlainFold.counts(REVIEWS, events));
        isSound();
    }

    /** Never below zero, and in agreement with the reactions that are known. */
    private void isSound() {
        assertThat(database.counts().values())
                .allSatisfy(counts -> assertThat(counts).allMatch(count -> count >= 0));
        var compared = await(Recount.compare(database.pool(), null));
        assertThat(compared.drifted()).isEmpty();
        assertThat(compared.checked()).isEqualTo(database.counts().size());
    }

    private static Future<?> applyAll(ReactionProjection projection, List<List<ReactionState>> polls) {
        Future<?> applied = Future.succeededFuture();
        for (var poll : polls) {
            applied = applied.compose(_ -> projection.apply(poll));
        }
        return applied;
    }

    private static Future<?> reviseOften(List<UUID> reviews, int times) {
        return times == 0
                ? Future.succeededFuture()
                : Appends.revise(database.pool(), reviews).compose(_ -> reviseOften(reviews.reversed(), times - 1));
    }

    @Provide
    Arbitrary<Delivery> deliveries() {
        var steps = Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, 6))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
        return Combinators.combine(
                        Combinators.combine(Arbitraries.of(REVIEWS), steps)
                                .as(ReactionProjectionProperties::life)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(25),
                        Arbitraries.randomValue(Random::nextLong))
                .as((lives, seed) -> {
                    var events = lives.stream().flatMap(List::stream).toList();
                    return new Delivery(events, polls(events, new Random(seed)), seed);
                });
    }

    private record Step(boolean active, int kind) {}

    private static List<ReactionState> life(UUID review, List<Step> steps) {
        var states = new ArrayList<ReactionState>();
        for (var step : steps) {
            String kind = Reactions.CATALOGUE.get(step.kind);
            var last = states.isEmpty() ? Reacted.to(review, kind) : states.getLast();
            states.add(new ReactionState(
                    last.reactionId(), review, last.user(), kind, step.active, states.size() + 1, last.since()));
        }
        return states;
    }

    private static List<List<ReactionState>> polls(List<ReactionState> events, Random random) {
        var records = new ArrayList<>(events);
        events.stream().filter(_ -> random.nextInt(3) == 0).forEach(records::add);
        Collections.shuffle(records, random);
        var polls = new ArrayList<List<ReactionState>>();
        for (int from = 0, to; from < records.size(); from = to) {
            to = Math.min(records.size(), from + 1 + random.nextInt(20));
            polls.add(records.subList(from, to));
        }
        return polls;
    }
}
