package dev.starfold.rating.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starfold.eventstore.projection.DatabaseFaults;
import dev.starfold.eventstore.projection.ProjectionTransaction;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The read model in two slots: one is live, the other is nobody's business. */
class SlotsTest {

    private static TestDatabase database;

    private final Instance live = Instance.on(database.pool());
    private final Instance rebuild = Instance.on(database.pool(), (short) 1);
    private final ReadModel model = new ReadModel(database);

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated("slots_test");
    }

    @AfterAll
    static void close() {
        database.pool().close();
    }

    @BeforeEach
    void empty() {
        database.empty();
        database.query("update projection set slot = 0");
    }

    @Test
    void aGenerationBeingBuiltShowsNothingUntilTheSwitchAndThenAll() {
        var first = Life.rated("anime:1", 3);
        var second = Life.rated("anime:1", 9);
        var reaction = Reacted.to(second, "nice");
        apply(live, first);
        apply(rebuild, reaction, first, second);
        model.isTheFoldOf(List.of(first), List.of());

        database.query("update projection set slot = 1");
        model.isTheFoldOf(List.of(first, second), List.of(reaction));

        var third = Life.rated("film:1", 5);
        apply(live, third);
        model.isTheFoldOf(List.of(first, second, third), List.of(reaction));
        database.query("update projection set slot = 0");
        model.isTheFoldOf(List.of(first), List.of());
    }

    @Test
    void aPollThatWaitedForASwitchGoesToTheNewSlot() {
        var review = Life.rated("anime:1", 3);
        var switching = DatabaseFaults.await(database.pool().getConnection());
        DatabaseFaults.await(switching
                .query("begin; select pg_advisory_xact_lock(%s)".formatted(ProjectionTransaction.lockOf("ratings")))
                .execute());
        var applied = live.apply(List.of(review));
        await().atMost(Duration.ofSeconds(60)).until(() -> !database.query("""
                        select from pg_stat_activity
                        where datname = 'slots_test' and wait_event = 'advisory'
                        """).isEmpty());
        DatabaseFaults.await(switching
                .query("update projection set slot = 1 where name = 'ratings'; commit")
                .execute());
        switching.close();
        DatabaseFaults.await(applied);
        assertThat(database.query("select distinct slot from review")).hasSize(1);
        model.isTheFoldOf(List.of(review), List.of());
    }

    /** Else every read would look into both generations. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from live_rating left join live_type_total using (type) where subject = 'anime:1'",
                "select * from live_part where subject = 'anime:1'",
                "select * from live_day where subject = 'anime:1'",
                "select * from live_review where author = 'ana' and status = 'public' and not excluded",
                "select * from live_review where review_id = '8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11'",
                "select * from live_reaction where review_id = '8a6f7e0c-13c1-5a1a-9d5b-0d6f3c1c2b11'"
            })
    void aReadOfTheLiveSlotLeavesTheOtherAlone(String read) {
        apply(live, Life.rated("anime:1", 3));
        assertThat(database.query("explain (analyze) " + read).stream().map(SlotsTest::line))
                .filteredOn(line -> line.matches(".* on \\w+_[01] .*"))
                .isNotEmpty()
                .allMatch(line -> line.contains("never executed") == line.matches(".* on \\w+_1 .*"));
    }

    private static String line(Row row) {
        return row.getString(0);
    }

    private static void apply(Instance instance, Versioned... states) {
        DatabaseFaults.await(instance.apply(List.of(states)));
    }
}
