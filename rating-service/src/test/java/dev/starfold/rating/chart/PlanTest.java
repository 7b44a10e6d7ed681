package dev.starfold.rating.chart;

import static dev.starfold.eventstore.projection.DatabaseFaults.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.rating.projection.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What reading costs in a type of ten thousand subjects, of which every hundredth has more than one review. */
class PlanTest {

    private static TestDatabase database;

    @BeforeAll
    static void rank() {
        database = TestDatabase.migrated("chart_plans");
        database.query("""
                insert into rating (slot, subject, scores)
                select 0, 'anime:' || i, array_fill(0, array[9]) || case when i % 100 = 0 then 5 else 1 end
                from generate_series(1, 10000) i
                """);
        database.query("insert into type_total (slot, type, count, sum) values (0, 'anime', 10400, 104000)");
        assertThat(await(new Ranker(database.pool(), 50).rank())).isEqualTo(1);
        database.query("analyze");
    }

    @AfterAll
    static void close() {
        database.pool().close();
    }

    @Test
    void aPageReadsAFewBlocksByTheirIndex() {
        var plan = plan(RankedReader.NEWEST, Map.of("after", 5000, "minCount", 0, "blocks", 2, "limit", 21));
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan on ranking_block"));
        assertThat(plan).anyMatch(line -> line.matches(".*Index Scan using ranking_block_pkey.*rows=[12]\\.00 .*"));
    }

    @Test
    void blocksWithoutAnythingToShowArePassedOver() {
        var plan = plan(RankedReader.NEWEST, Map.of("after", 0, "minCount", 2, "blocks", 22, "limit", 21));
        assertThat(plan).anyMatch(line -> line.matches(".*Index Scan using ranking_block_pkey.*rows=1\\.00 .*"));
    }

    @Test
    void aRankIsReadByItsKey() {
        var plan = explain("select rank from place where subject = 'anime:77'");
        assertThat(plan).anyMatch(line -> line.contains("Index Scan using place_pkey"));
    }

    private static List<String> plan(String which, Map<String, Integer> parameters) {
        var sql = RankedReader.PLACES.formatted(which).replace(":block ", "0 ");
        sql = sql.replace(":type", "'anime'").replace(":sort", "'weighted'");
        sql = sql.replace("block >= 0", "block >= " + parameters.get("after") / Ranking.BLOCK);
        sql = sql.replace(":blocks", parameters.get("blocks").toString());
        for (var name : List.of("after", "minCount", "limit")) {
            sql = sql.replace(":" + name, parameters.get(name).toString());
        }
        return explain(sql);
    }

    private static List<String> explain(String sql) {
        return database.query("explain (analyze) " + sql).stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
