package dev.starfold.review.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starfold.review.ReviewCommand.Expected.Any;
import dev.starfold.review.ReviewCommand.Expected.OneOf;
import dev.starfold.review.ReviewCommand.Expected.Unstated;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @Test
    void ifMatchMayBeAbsentAnyOrAList() {
        assertThat(EntityTags.ifMatch(List.of())).isEqualTo(new Unstated());
        assertThat(EntityTags.ifMatch(List.of(" * "))).isEqualTo(new Any());
        assertThat(EntityTags.ifMatch(List.of("\"1\""))).isEqualTo(new OneOf(Set.of(1)));
        assertThat(EntityTags.ifMatch(List.of("\"1\" , \"22\"", "\"3\""))).isEqualTo(new OneOf(Set.of(1, 22, 3)));
    }

    @Test
    void weakAndForeignTagsMatchNothing() {
        assertThat(EntityTags.ifMatch(List.of("W/\"1\", \"abc\", \"01\", \"99999999999\"")))
                .isEqualTo(new OneOf(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1", "\"1\" \"2\"", "\"1\",,", "*, \"1\"", "", "w/\"1\""})
    void whatIsNoListOfTagsIsRefused(String header) {
        assertThatThrownBy(() -> EntityTags.ifMatch(List.of(header))).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void aClientKnowsAVersionByStrongOrWeakTag() {
        assertThat(EntityTags.knows(List.of("\"1\", W/\"2\""), 2)).isTrue();
        assertThat(EntityTags.knows(List.of("*"), 2)).isTrue();
        assertThat(EntityTags.knows(List.of("\"1\""), 2)).isFalse();
        assertThat(EntityTags.knows(List.of(), 2)).isFalse();
    }
}
