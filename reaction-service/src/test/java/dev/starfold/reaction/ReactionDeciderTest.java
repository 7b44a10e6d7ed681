package dev.starfold.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.reaction.KnownReview.Status;
import dev.starfold.reaction.ReactionCommand.React;
import dev.starfold.reaction.ReactionCommand.Remove;
import dev.starfold.reaction.ReactionEvent.ReactionAdded;
import dev.starfold.reaction.ReactionEvent.ReactionRemoved;
import dev.starfold.reaction.Rejection.OwnReview;
import dev.starfold.reaction.Rejection.Unknown;
import dev.starfold.reaction.Rejection.Withdrawn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReactionDeciderTest {

    private static final UUID REVIEW = UUID.fromString("ffd4e2c0-3a7c-527f-aee4-77b9211630b6");
    private static final Instant AT = Instant.parse("2026-04-03T09:30:00.123456Z");
    private static final Instant LATER = AT.plusSeconds(1);

    @Test
    void theFirstReactionIsAdded() {
        assertThat(decide(List.of(), react(ReactionKind.NICE))).containsExactly(added(ReactionKind.NICE, LATER));
    }

    @ParameterizedTest
    @EnumSource
    void theSameKindAgainIsKeptAndChangesNothing(ReactionKind kind) {
        Reaction given = Reaction.fold(List.of(added(kind, AT)));
        var decided = ReactionDecider.decide(given, react(kind));
        assertThat(decided).containsExactly(added(kind, LATER));
        assertThat(Reaction.evolve(given, decided.getFirst()))
                .isEqualTo(new Reaction(REVIEW, "anime:1", "ben", kind, true, 2, AT));
    }

    @Test
    void aChangedMindIsARemovedAndAnAddedTogether() {
        assertThat(decide(List.of(added(ReactionKind.NICE, AT)), react(ReactionKind.FUNNY)))
                .containsExactly(new ReactionRemoved(LATER), added(ReactionKind.FUNNY, LATER));
    }

    @Test
    void afterARemovalEvenTheSameKindIsAddedAnew() {
        assertThat(decide(List.of(added(ReactionKind.NICE, AT), new ReactionRemoved(AT)), react(ReactionKind.NICE)))
                .containsExactly(added(ReactionKind.NICE, LATER));
    }

    @Test
    void whatStandsIsRemovedOnce() {
        List<ReactionEvent> given = List.of(added(ReactionKind.NICE, AT));
        assertThat(decide(given, new Remove(LATER))).containsExactly(new ReactionRemoved(LATER));
        assertThat(decide(List.of(given.getFirst(), new ReactionRemoved(AT)), new Remove(LATER)))
                .isEmpty();
        assertThat(decide(List.of(), new Remove(LATER))).isEmpty();
    }

    @Test
    void nobodyReactsToTheirOwnReview() {
        assertThatThrownBy(() -> decide(List.of(), react(Status.PUBLIC, "ben", "ben")))
                .isInstanceOf(OwnReview.class);
    }

    @Test
    void aHiddenReviewIsUnknownAlsoToItsAuthor() {
        for (String user : List.of("ana", "ben")) {
            assertThatThrownBy(() -> decide(List.of(), react(Status.HIDDEN, "ana", user)))
                    .isInstanceOf(Unknown.class);
        }
    }

    @Test
    void whatIsGoneIsGoneAlsoForItsAuthorAndForWhoReactedBefore() {
        for (Status status : List.of(Status.WITHDRAWN, Status.ERASED)) {
            assertThatThrownBy(() -> decide(List.of(), react(status, "ben", "ben")))
                    .isInstanceOf(Withdrawn.class);
            assertThatThrownBy(() -> decide(List.of(added(ReactionKind.NICE, AT)), react(status, null, "ben")))
                    .isInstanceOf(Withdrawn.class);
        }
    }

    private static List<ReactionEvent> decide(List<ReactionEvent> history, ReactionCommand command) {
        return ReactionDecider.decide(Reaction.fold(history), command);
    }

    private static ReactionAdded added(ReactionKind kind, Instant at) {
        return new ReactionAdded(REVIEW, "anime:1", "ben", kind, at);
    }

    private static React react(ReactionKind kind) {
        return new React(new KnownReview(REVIEW, "anime:1", "ana", Status.PUBLIC), "ben", kind, LATER);
    }

    private static React react(Status status, String author, String user) {
        return new React(new KnownReview(REVIEW, "anime:1", author, status), user, ReactionKind.NICE, LATER);
    }
}
