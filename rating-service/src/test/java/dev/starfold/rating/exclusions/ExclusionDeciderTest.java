package dev.starfold.rating.exclusions;

import static dev.starfold.rating.exclusions.ExclusionDecider.decide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.rating.exclusions.ExclusionCommand.Add;
import dev.starfold.rating.exclusions.ExclusionCommand.Remove;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionAdded;
import dev.starfold.rating.exclusions.ExclusionEvent.ExclusionRemoved;
import dev.starfold.rating.exclusions.Rejection.KeyUsed;
import dev.starfold.rating.exclusions.Rejection.Unknown;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExclusionDeciderTest {

    private static final UUID ID = UUID.fromString("0b0c2f4e-6a53-4f0e-9d0a-6a2f4f8a5c11");
    private static final Instant AT = Instant.parse("2026-04-05T09:30:00Z");
    private static final Scope TROLL = new Scope(null, null, "troll-17");
    private static final ExclusionAdded ADDED = new ExclusionAdded(ID, "anime:1", TROLL, "Why", "mona", AT);
    private static final ExclusionRemoved REMOVED = new ExclusionRemoved("max", AT.plusSeconds(1));
    private static final Remove REMOVE = new Remove(ID, "anime:1", "max", AT.plusSeconds(1));

    @Test
    void anAdditionIsAddedAsAsked() {
        assertThat(decide(null, new Add(ID, "anime:1", TROLL, "Why", "mona", AT)))
                .containsExactly(ADDED);
        assertThat(Exclusion.fold(List.of(ADDED)))
                .isEqualTo(new Exclusion(ID, "anime:1", TROLL, "Why", "mona", AT, true, 1));
    }

    @Test
    void whatIsInForceIsRemoved() {
        assertThat(decide(Exclusion.fold(List.of(ADDED)), REMOVE)).containsExactly(REMOVED);
    }

    @Test
    void aRemovedExclusionKeepsWhatItSaidAndWhoSaidIt() {
        assertThat(Exclusion.fold(List.of(ADDED, REMOVED)))
                .isEqualTo(new Exclusion(ID, "anime:1", TROLL, "Why", "mona", AT, false, 2));
    }

    @Test
    void removingTwiceIsRemovingOnce() {
        assertThat(decide(Exclusion.fold(List.of(ADDED, REMOVED)), REMOVE)).isEmpty();
    }

    @Test
    void whatWasNeverAddedIsUnknown() {
        assertThatThrownBy(() -> decide(null, REMOVE)).isInstanceOf(Unknown.class);
    }

    @Test
    void aKeyThatLedHereBeforeItWasForgottenIsUsed() {
        assertThatThrownBy(() -> decide(
                        Exclusion.fold(List.of(ADDED, REMOVED)), new Add(ID, "anime:1", TROLL, "Why", "mona", AT)))
                .isInstanceOf(KeyUsed.class);
    }

    @Test
    void anotherSubjectsExclusionIsUnknown() {
        var elsewhere = new Remove(ID, "anime:2", "max", AT);
        assertThatThrownBy(() -> decide(Exclusion.fold(List.of(ADDED)), elsewhere))
                .isInstanceOf(Unknown.class);
    }
}
