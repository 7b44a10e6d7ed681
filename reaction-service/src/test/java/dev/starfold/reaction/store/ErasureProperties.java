package dev.starfold.reaction.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.erasure.UserErased;
import dev.starfold.eventstore.erasure.UserErasures;
import dev.starfold.reaction.KnownReview;
import dev.starfold.reaction.KnownReview.Status;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReactionCommand.React;
import dev.starfold.reaction.ReactionCommand.Remove;
import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.Tally;
import dev.starfold.reaction.TestDatabase;
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
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whenever an erasure comes among the commands, however often, wherever it is cut off: what is counted is what is younger. */
class ErasureProperties {

    private static final int USERS = 2;
    private static final int REVIEWS = 4;

    private static TestDatabase database;
    private static List<Instance> replicas;

    @BeforeContainer
    static void start() {
        database = TestDatabase.migrated("reaction_erasures");
        replicas = List.of(new Instance(database), new Instance(database));
    }

    @AfterContainer
    static void stop() {
        replicas.forEach(Instance::close);
    }

    /** What may happen. */
    sealed interface Step {}

    /** {@code kind} {@code null}: taken back. */
    record Given(int replica, int review, int user, ReactionKind kind) implements Step {}

    /** The user asks for it, and nobody here has heard of it yet. */
    record Asked(int user) implements Step {}

    /** One of those asked for so far comes. {@code cut}: after how many reactions it is cut off, above them all: not at all. */
    record Came(int replica, int which, int cut) implements Step {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> replica = Arbitraries.integers().between(0, 1);
        Arbitrary<Integer> user = Arbitraries.integers().between(0, USERS - 1);
        Arbitrary<Step> given = Combinators.combine(
                        replica,
                        Arbitraries.integers().between(0, REVIEWS - 1),
                        user,
                        Arbitraries.of(ReactionKind.NICE, ReactionKind.FUNNY).injectNull(0.3))
                .as(Given::new);
        Arbitrary<Step> asked = user.map(Asked::new);
        Arbitrary<Step> came = Combinators.combine(
                        replica,
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, REVIEWS))
                .as(Came::new);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(5, given),
                        net.jqwik.api.Tuple.of(1, asked),
                        net.jqwik.api.Tuple.of(2, came))
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Property(tries = 20)
    void whatIsCountedIsWhatIsYoungerAndNothingOfTheErasedIsLeft(@ForAll("steps") List<Step> steps) {
        Run run = new Run();
        steps.forEach(run::take);
        run.take(new Asked(0));
        // In the end all have come, some again, in no order.
        for (int which = run.erasures.size() - 1; which >= 0; which--) {
            run.take(new Came(which % 2, which, REVIEWS));
        }
        run.check();
    }

    @Example
    void whatWasRepeatedByOneWhoCameBackStandsUntilTheNextErasureInWhicheverOrderTheyCome() {
        Given nice = new Given(0, 0, 1, ReactionKind.NICE);
        for (List<Integer> order : List.of(List.of(0, 1), List.of(1, 0), List.of(0, 1, 0), List.of(0, 0, 1, 1))) {
            for (boolean thirdTime : List.of(false, true)) {
                Run run = new Run();
                List.of(nice, new Asked(1), nice, nice, new Asked(1)).forEach(run::take);
                if (thirdTime) {
                    run.take(nice);
                }
                order.forEach(which -> run.take(new Came(0, which, REVIEWS)));
                assertThat(run.standing).hasSize(thirdTime ? 1 : 0);
                run.check();
            }
        }
    }

    @Example
    void whatWasRepeatedIsTakenBackOrReplacedAsEver() {
        Given nice = new Given(0, 0, 1, ReactionKind.NICE);
        Step came = new Came(1, 0, REVIEWS);
        for (ReactionKind then : new ReactionKind[] {null, ReactionKind.FUNNY}) {
            Given last = new Given(1, 0, 1, then);
            for (List<Step> steps : List.of(
                    List.<Step>of(nice, new Asked(1), nice, came, last),
                    List.<Step>of(nice, new Asked(1), nice, came, nice, last),
                    List.<Step>of(nice, new Asked(1), nice, last, came))) {
                Run run = new Run();
                steps.forEach(run::take);
                run.check();
            }
        }
    }

    private static final class Run {
        private final List<UUID> reviews = new ArrayList<>();
        private final List<String> users = new ArrayList<>();
        private final List<UserErased> erasures = new ArrayList<>();
        private final List<Integer> askedAt = new ArrayList<>();
        private final Map<UUID, Standing> standing = new HashMap<>();
        private final Consumer consumer = new Consumer(
                replicas.getFirst().pool(),
                Long.parseLong(database.value("select coalesce(max(position), 0) from event")));
        private int clock;

        private record Standing(UUID review, String user, ReactionKind kind, int since) {}

        Run() {
            for (int i = 0; i < REVIEWS; i++) {
                reviews.add(UUID.randomUUID());
            }
            for (int i = 0; i < USERS; i++) {
                users.add("user-" + UUID.randomUUID());
            }
        }

        void take(Step step) {
            clock++;
            switch (step) {
                case Given given -> give(given);
                case Asked asked -> {
                    erasures.add(new UserErased(UUID.randomUUID(), users.get(asked.user), now()));
                    askedAt.add(clock);
                }
                case Came came when came.which < erasures.size() -> come(came);
                case Came _ -> {}
            }
            consumer.poll();
        }

        private void give(Given given) {
            UUID review = reviews.get(given.review);
            String user = users.get(given.user);
            UUID id = Reaction.id(review, user);
            KnownReview known = new KnownReview(review, "anime:1", "ana", Status.PUBLIC);
            Instance.join(replicas.get(given.replica)
                    .execute(
                            id,
                            user,
                            given.kind == null ? new Remove(now()) : new React(known, user, given.kind, now())));
            if (given.kind == null) {
                standing.remove(id);
            } else {
                standing.put(id, new Standing(review, user, given.kind, clock));
            }
        }

        private void come(Came came) {
            UserErased erased = erasures.get(came.which);
            var pool = replicas.get(came.replica).pool();
            ReactionErasure erasure = new ReactionErasure(pool, 2);
            boolean done = database.query("select from erasure where id = '%s'".formatted(erased.erasureId()))
                            .size()
                    > 0;
            List<UUID> begun =
                    database
                            .query("select id from reaction where user_id = '%s' order by id".formatted(erased.user()))
                            .stream()
                            .map(row -> UUID.fromString(row.getFirst()))
                            .toList();
            if (came.cut >= begun.size()) {
                Instance.join(new UserErasures(pool, erasure).source().apply().apply(List.of(erased)));
            } else if (!done) {
                begun = begun.subList(0, came.cut);
                Instance.join(erasure.chunk(begun, erased));
            } else {
                begun = List.of();
            }
            if (!done) {
                begun.forEach(
                        id -> standing.computeIfPresent(id, (_, it) -> it.since < askedAt.get(came.which) ? null : it));
            }
        }

        void check() {
            for (UUID review : reviews) {
                Map<ReactionKind, Integer> counts = new HashMap<>();
                standing.values().stream()
                        .filter(it -> it.review.equals(review))
                        .forEach(it -> counts.merge(it.kind, 1, Integer::sum));
                assertThat(database.keptTally(review)).isEqualTo(new Tally(counts));
                assertThat(database.loggedTally(review)).isEqualTo(new Tally(counts));
            }
            for (String user : users) {
                assertThat(database.query("select id from reaction where active and user_id = '%s'".formatted(user)))
                        .extracting(row -> UUID.fromString(row.getFirst()))
                        .containsExactlyInAnyOrderElementsOf(standing.entrySet().stream()
                                .filter(it -> it.getValue().user.equals(user))
                                .map(Map.Entry::getKey)
                                .toList());
            }
            assertThat(database.mentions(users.getFirst())).isEmpty();
            assertThat(consumer.users()).doesNotContain(users.getFirst());
            assertThat(consumer.active().keySet()).containsExactlyInAnyOrderElementsOf(standing.keySet());
            // Whoever erases what is older, as it is published, keeps what stands.
            consumer.active().forEach((id, at) -> assertThat(erasures)
                    .filteredOn(erased -> erased.user().equals(standing.get(id).user))
                    .allMatch(erased -> erased.at().isBefore(at)));
        }

        private static Instant now() {
            return Instant.now().truncatedTo(ChronoUnit.MICROS);
        }
    }
}
