package dev.starfold.reaction.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.eventstore.Outcome;
import dev.starfold.reaction.KnownReview;
import dev.starfold.reaction.KnownReview.Status;
import dev.starfold.reaction.Reaction;
import dev.starfold.reaction.ReactionCommand;
import dev.starfold.reaction.ReactionCommand.React;
import dev.starfold.reaction.ReactionCommand.Remove;
import dev.starfold.reaction.ReactionEvent;
import dev.starfold.reaction.ReactionKind;
import dev.starfold.reaction.TestDatabase;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

/** Whatever commands arrive at two replicas at once, the summaries are the fold of the log. */
class ReactionStoreProperties {

    private static final Instant AT = Instant.parse("2026-04-03T09:30:00.123456Z");

    private static TestDatabase database;
    private static List<Instance> replicas;

    @BeforeContainer
    static void start() {
        database = TestDatabase.migrated("reaction_properties");
        replicas = List.of(new Instance(database), new Instance(database));
    }

    @AfterContainer
    static void stop() {
        replicas.forEach(Instance::close);
    }

    /** A command to be: {@code null} takes the reaction back. */
    record Given(int replica, int review, int user, ReactionKind kind) {}

    @Provide
    Arbitrary<List<Given>> commands() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(ReactionKind.class).injectNull(0.3))
                .as(Given::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 60)
    void summariesAreTheFoldOfTheLogAndNobodyIsCountedTwice(@ForAll("commands") List<Given> commands) {
        List<UUID> reviews = List.of(UUID.randomUUID(), UUID.randomUUID());
        List<Future<Outcome<ReactionEvent>>> answers = new ArrayList<>();
        for (Given given : commands) {
            answers.add(execute(given.replica, reviews.get(given.review), "user-" + given.user, given.kind));
        }
        answers.forEach(Instance::join);
        for (UUID review : reviews) {
            assertThat(database.keptTally(review)).isEqualTo(database.loggedTally(review));
            assertThat(database.keptTally(review).counts().values()).allMatch(count -> count >= 0);
            assertThat(kept(review)).containsExactlyInAnyOrderElementsOf(logged(review));
            assertThat(database.query("""
                    select user_id from reaction where active and review_id = '%s'
                    group by user_id having count(*) > 1
                    """.formatted(review))).isEmpty();
        }
    }

    @Property(tries = 20)
    void oneAfterTheOtherEverySummaryIsRightInBetween(@ForAll("commands") List<Given> commands) {
        UUID review = UUID.randomUUID();
        for (Given given : commands) {
            Instance.join(execute(given.replica, review, "user-" + given.user, given.kind));
            assertThat(database.keptTally(review)).isEqualTo(database.loggedTally(review));
        }
    }

    @Example
    void countsStayAtZeroAfterDoubleRemoval() {
        UUID review = UUID.randomUUID();
        for (ReactionKind kind : new ReactionKind[] {ReactionKind.NICE, null, null}) {
            Instance.join(execute(0, review, "user", kind));
        }
        assertThat(database.keptTally(review).overall()).isZero();
    }

    @Example
    void aCountBelowZeroFailsItsAppendInsteadOfBeingKept() {
        UUID review = UUID.randomUUID();
        Instance.join(execute(0, review, "user", ReactionKind.NICE));
        database.run("update reaction_count set nice = 0 where review_id = '%s'".formatted(review));
        assertThatThrownBy(() -> Instance.join(execute(0, review, "user", null)))
                .hasMessageContaining("reaction_count_nice_check");
        assertThat(database.logged(review)).singleElement().matches(Reaction::active);
    }

    private static Future<Outcome<ReactionEvent>> execute(int replica, UUID review, String user, ReactionKind kind) {
        KnownReview known = new KnownReview(review, "anime:1", "ana", Status.PUBLIC);
        ReactionCommand command = kind == null ? new Remove(AT) : new React(known, user, kind, AT);
        return replicas.get(replica).execute(Reaction.id(review, user), user, command);
    }

    private static List<List<String>> kept(UUID review) {
        return database.query("""
                select id, user_id, kind, active, version from reaction where review_id = '%s'
                """.formatted(review));
    }

    private static List<List<String>> logged(UUID review) {
        return database.logged(review).stream()
                .map(reaction -> List.of(
                        Reaction.id(review, reaction.user()).toString(),
                        reaction.user(),
                        reaction.kind().slug(),
                        reaction.active() ? "t" : "f",
                        Integer.toString(reaction.version())))
                .toList();
    }
}
