package dev.starfold.review.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.review.listing.PlansTest.Plan;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Words that are too rare for PostgreSQL's statistics, of which it knows nothing: it takes them to be in many reviews. */
class UnknownWordsTest {

    private static final int LIMIT = 3;

    private static ListingDatabase database;

    @BeforeAll
    static void fill() throws SQLException {
        database = new ListingDatabase("listing_unknown_words");
        database.run("""
                insert into review (id, stream_id, subject, author, score, recommendation, spoiler, preliminary,
                    has_body, text_erased, status, version, content_version, submitted_at, reacted, helpful)
                select id, id, 'anime:' || n % 100, 'user-' || n, 1 + n % 10, 'recommended', false, false, true, false, 'public', 1, 1,
                    timestamptz '2026-01-01Z' + n * interval '1 minute', n % 5, n % 5 / 5.0
                from (select n, gen_random_uuid() id from generate_series(1, 100000) n) s
                """);
        database.run("""
                insert into review_search (review_id, words, keys)
                select id, words, search_keys(words)
                from review, lateral (select ' every only' || author || ' ') d(words)
                """);
        database.run("vacuum analyze");
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void areFoundByTheIndexAndNotInTheOrderOfTheList(Sort sort) {
        for (String typed : List.of("nowhere", "every only77", "nowhere or only77")) {
            Plan plan = Plan.of(database.explain(new Filter().search(typed).sort(sort), null, LIMIT));
            plan.readsNothingWhole();
            assertThat(plan.indexes()).contains("review_search_keys");
            assertThat(plan.discarded()).isLessThan(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areLookedForInAnAuthorsReviewsWhereTheseAreFewer(Sort sort) {
        Plan plan = Plan.of(database.explain(
                new Filter().search("nowhere").author("user-77").sort(sort), null, LIMIT));
        assertThat(plan.indexes()).doesNotContain("review_search_keys");
        assertThat(plan.discarded()).isLessThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsKnownIsStillFoundInTheOrderOfTheList(Sort sort) {
        Plan plan =
                Plan.of(database.explain(new Filter().search("every or nowhere").sort(sort), null, LIMIT));
        assertThat(plan.indexes()).doesNotContain("review_search_keys");
        assertThat(plan.discarded()).isLessThan(100);
    }
}
