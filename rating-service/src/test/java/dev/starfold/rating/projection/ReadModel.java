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
    private final String slot;

    /** The live slot. */
    ReadModel(TestDatabase database) {
        this(database, "(select slot from projection where name = 'ratings')");
    }

    ReadModel(TestDatabase database, int slot) {
        this(database, String.valueOf(slot));
    }

    private ReadModel(TestDatabase database, String slot) {
        this.database = database;
        this.slot = slot;
    }

    Map<String, List<Long>> ratings() {
        return figures("select subject, scores || recommendations || reactions || excluded from rating");
    }

    private Map<String, List<Long>> figures(String sql) {
        var figures = new TreeMap<String, List<Long>>();
        database.query(sql + " where slot = " + slot)
                .forEach(row -> figures.put(row.getString(0), Arrays.asList(row.getArrayOfLongs(1))));
        return figures;
    }

    void isTheFoldOf(Collection<ReviewState> reviews, Collection<ReactionState> reactions) {
        isTheFoldOf(reviews, reactions, List.of());
    }

    void isTheFoldOf(
            Collection<ReviewState> reviews, Collection<ReactionState> reactions, Collection<Excluding> exclusions) {
        var fold = new PlainFold(reviews, reactions, exclusions);
        var ratings = ratings();
        exclusions.stream()
                .map(Excluding::subject)
                .filter(it -> !fold.ratings().containsKey(it))
                .distinct()
                .forEach(it -> assertThat(ratings.remove(it)).containsOnly(0L));
        assertThat(ratings).isEqualTo(fold.ratings());
        assertThat(withFigures("""
                        select subject || ' ' || preliminary || ' ' || language,
                               scores || recommendations || reactions || excluded
                        from part""")).isEqualTo(fold.parts());
        assertThat(withFigures("select subject || ' ' || day, array[count, sum] from day"))
                .isEqualTo(fold.days());
        assertThat(withFigures("select type, array[count, sum] from type_total"))
                .isEqualTo(fold.totals());

        var versions = new TreeMap<UUID, Integer>();
        database.query(
                        "select review_id, version from review where slot = %1$s union all select reaction_id, version from reaction where slot = %1$s"
                                .formatted(slot))
                .forEach(row -> versions.put(row.getUUID(0), row.getInteger(1)));
        assertThat(versions).containsExactlyInAnyOrderEntriesOf(fold.versions());
    }

    private Map<String, List<Long>> withFigures(String sql) {
        var figures = figures(sql);
        figures.values().removeIf(counts -> counts.stream().allMatch(count -> count == 0));
        return figures;
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
        for (var sums : List.of("type_total", "day")) {
            assertThat(database.query("select from %s where count < 0 or sum < 0".formatted(sums)))
                    .isEmpty();
        }
        assertThat(database.query("select from part where 0 > any(scores || recommendations || reactions || excluded)"))
                .isEmpty();
    }
}
