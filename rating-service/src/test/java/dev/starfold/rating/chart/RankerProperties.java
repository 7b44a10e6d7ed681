package dev.starfold.rating.chart;

import static dev.starfold.eventstore.projection.DatabaseFaults.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.rating.chart.PlainRanking.Vote;
import dev.starfold.rating.projection.ReviewProjection;
import dev.starfold.rating.projection.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Few subjects and scores, so that ties are the rule. */
class RankerProperties {

    private static TestDatabase database;

    @BeforeContainer
    static void migrate() {
        database = TestDatabase.migrated("ranker_properties");
    }

    @AfterContainer
    static void close() {
        database.pool().close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void ranksAreThoseOfAPlainFold(@ForAll("polls") List<List<Vote>> polls, @ForAll @IntRange(max = 60) int weight) {
        var type = "t" + UUID.randomUUID().toString().substring(0, 20);
        var projection = new ReviewProjection(database.pool(), null);
        var ranker = new Ranker(database.pool(), weight);
        for (var poll : polls) {
            await(projection.apply(poll.stream().map(it -> it.ofType(type)).toList()));
            database.query("update ranking set took = '0'");
            await(ranker.rank());
        }
        var plain = new PlainRanking(polls.stream().flatMap(List::stream).toList(), weight);
        for (var sort : ChartQuery.SORTS) {
            assertThat(ranked(type, sort)).as(sort).isEqualTo(plain.by(sort));
        }
        assertThat(places(type)).isEqualTo(plain.by("weighted"));
    }

    @Provide
    Arbitrary<List<List<Vote>>> polls() {
        var subjects = Arbitraries.integers().between(0, 9).map(i -> "s" + i);
        var scores = Arbitraries.integers().between(1, 10);
        var days = Arbitraries.of(0, 0, 1, 7, 8, 14, 15, 70);
        return Combinators.combine(subjects, scores, days)
                .as(Vote::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static List<String> ranked(String type, String sort) {
        return database.query("""
                        select subjects, counts from ranking_block join ranking on ranking.id = ranking
                        where type = '%s' and superseded_at is null and sort = '%s' order by block
                        """.formatted(type, sort)).stream()
                .flatMap(row -> Arrays.stream(row.getArrayOfStrings(0)))
                .map(it -> it.substring(type.length() + 1))
                .toList();
    }

    private static List<String> places(String type) {
        var rows = database.query(
                "select subject, rank from place where subject like '%s:%%' order by rank".formatted(type));
        assertThat(rows.stream().map(row -> row.getLong(1)))
                .isEqualTo(IntStream.rangeClosed(1, rows.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        return rows.stream()
                .map(row -> row.getString(0).substring(type.length() + 1))
                .toList();
    }
}
