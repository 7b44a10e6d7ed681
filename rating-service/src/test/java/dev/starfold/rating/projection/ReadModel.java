package dev.starfold.rating.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.rating.statistics.Statistics;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the tables hold, in the form of {@link PlainFold}. */
final class ReadModel {

    private final TestDatabase database;

    ReadModel(TestDatabase database) {
        this.database = database;
    }

    Map<String, List<Long>> ratings() {
        var ratings = new TreeMap<String, List<Long>>();
        database.query("select subject, scores || recommendations || reactions from live_rating")
                .forEach(row -> ratings.put(row.getString(0), Arrays.asList(row.getArrayOfLongs(1))));
        return ratings;
    }

    void isTheFoldOf(Collection<ReviewState> reviews, Collection<ReactionState> reactions) {
        var fold = new PlainFold(reviews, reactions);
        assertThat(ratings()).isEqualTo(fold.ratings());

        var totals = new TreeMap<String, List<Long>>();
        database.query("select type, count, sum from live_type_total where count <> 0 or sum <> 0")
                .forEach(row -> totals.put(row.getString(0), List.of(row.getLong(1), row.getLong(2))));
        assertThat(totals).isEqualTo(fold.totals());

        var versions = new TreeMap<UUID, Integer>();
        database.query(
                        "select review_id, version from live_review union all select reaction_id, version from live_reaction")
                .forEach(row -> versions.put(row.getUUID(0), row.getInteger(1)));
        assertThat(versions).containsExactlyInAnyOrderEntriesOf(fold.versions());
    }

    void isSound() {
        ratings().values().forEach(counts -> {
            assertThat(counts).allMatch(count -> count >= 0);
            var scores = counts.stream().limit(10).mapToLong(Long::longValue).toArray();
            assertThat(LongStream.of(scores).sum())
                    .isEqualTo(counts.stream()
                            .skip(10)
                            .limit(3)
                            .mapToLong(Long::longValue)
                            .sum());
            assertThat(Statistics.percentages(scores).stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isIn(Stream.of("0.0", "100.0").map(BigDecimal::new).toList());
        });
        assertThat(database.query("select from live_type_total where count < 0 or sum < 0"))
                .isEmpty();
    }
}
