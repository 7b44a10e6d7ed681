package dev.starfold.review.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starfold.review.paging.Cursor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How PostgreSQL reads pages of 120,000 reviews. The plans are summed up in target/plans.md, kept as PLANS.md. */
class PlansTest {

    private static final int LIMIT = 21;
    private static final String POPULAR = "anime:popular";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> SUMMARY = new ArrayList<>();

    private static final Map<Sort, List<String>> BY_SUBJECT = Map.of(
            Sort.NEWEST, List.of("review_by_subject"),
            Sort.OLDEST, List.of("review_by_subject"),
            Sort.HIGHEST, List.of("review_by_subject_score"),
            Sort.LOWEST, List.of("review_by_subject_lowest"),
            Sort.MOST_REACTED, List.of("review_by_subject", "review_by_subject_reacted"),
            Sort.HELPFUL, List.of("review_by_subject", "review_by_subject_helpful"));
    private static final Map<Sort, List<String>> OVER_ALL = Map.of(
            Sort.NEWEST, List.of("review_by_time"),
            Sort.OLDEST, List.of("review_by_time"),
            Sort.HIGHEST, List.of("review_by_score"),
            Sort.LOWEST, List.of("review_by_lowest"),
            Sort.MOST_REACTED, List.of("review_by_reacted", "review_by_time"),
            Sort.HELPFUL, List.of("review_by_helpful", "review_by_time"));

    private static ListingDatabase database;

    /** One in nineteen is of one subject; one in ten has reactions; two in five have words, each with "every" and one of a thousand rare ones. */
    @BeforeAll
    static void fill() throws SQLException {
        database = new ListingDatabase("listing_plans");
        database.run("""
                insert into review (id, stream_id, subject, author, score, recommendation, spoiler, preliminary, language,
                    has_body, text_erased, status, version, content_version, submitted_at, reacted, helpful)
                select id, id, case when n %% 19 = 0 then '%s' else 'book:' || n %% 2000 end, 'user-' || n * 7919 %% 6000, score,
                    case when score > 6 then 'recommended' when score > 4 then 'mixed-feelings' else 'not-recommended' end,
                    n %% 11 = 0, n %% 13 = 0, (array[null, 'en', 'en-GB', 'ja', 'pt-BR'])[1 + n / 3 %% 5], n / 7 %% 5 < 2, false,
                    case when n %% 499 = 0 then 'hidden' when n %% 53 = 0 then 'withdrawn' else 'public' end, 1, 1,
                    timestamptz '2026-01-01Z' + n * interval '1 minute',
                    case when n %% 10 = 0 then n %% 97 else 0 end, case when n %% 10 = 0 then (n %% 97) / 97.0 else 0 end
                from (select n, gen_random_uuid() id, 1 + n * 31 %% 10 score from generate_series(1, 120000) n) s
                """.formatted(POPULAR));
        database.run("""
                insert into review_search (review_id, words, keys)
                select id, words, search_keys(words)
                from review, lateral (select ' every rare' || extract(epoch from submitted_at)::bigint / 60 % 1000 || ' ') d(words)
                where has_body
                """);
        database.run("vacuum analyze");
    }

    @AfterAll
    static void summary() throws Exception {
        database.close();
        Files.write(Path.of("target/plans.md"), SUMMARY.stream().sorted().toList());
    }

    @ParameterizedTest
    @EnumSource
    void aSubjectsPageIsReadFromTheIndexOfItsOrder(Sort sort) {
        Query query = new Filter().subject(POPULAR).sort(sort);
        for (Plan plan : List.of(plan(query, null), plan(query, middle(query)))) {
            plan.readsNothingWhole();
            assertThat(BY_SUBJECT.get(sort)).containsAll(plan.indexes);
            assertThat(plan.discarded).isLessThan(sort.isSparse() ? 20 * LIMIT : 1);
            assertThat(plan.sorted).isLessThanOrEqualTo(2 * LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageOverAllIsReadFromTheIndexOfItsOrder(Sort sort) {
        Query query = new Filter().sort(sort);
        for (Plan plan : List.of(plan(query, null), plan(query, middle(query)))) {
            plan.readsNothingWhole();
            assertThat(OVER_ALL.get(sort)).containsAll(plan.indexes);
            assertThat(plan.discarded).isLessThan(sort.isSparse() ? 20 * LIMIT : 1);
            assertThat(plan.sorted).isLessThanOrEqualTo(2 * LIMIT);
        }
    }

    /** Where hardly any review is without, those would be looked for through all. */
    @ParameterizedTest
    @EnumSource(names = {"MOST_REACTED", "HELPFUL"})
    void onlyAPageThatIsNotFullLooksForReviewsWithoutReactions(Sort sort) {
        assertThat(timesReadByTime(new Filter().sort(sort))).containsOnly(0);
        assertThat(timesReadByTime(new Filter().scores(9, 9).sort(sort))).contains(1);
    }

    private static List<Integer> timesReadByTime(Query query) {
        return Plan.nodes(database.explain(query, null, LIMIT)).stream()
                .filter(node -> node.path("Index Name").asText().equals("review_by_time"))
                .map(node -> node.get("Actual Loops").asInt())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void ofAnAuthorOnlyTheirOwnReviewsAreRead(Sort sort) {
        Plan plan = plan(new Filter().author("user-42").sort(sort), null);
        plan.readsNothingWhole();
        assertThat(plan.indexes).containsOnly("review_by_author");
        assertThat(plan.sorted).isLessThan(100);
    }

    static Stream<Filter> filters() {
        return Stream.of(
                new Filter().recommendation("mixed-feelings"),
                new Filter().scores(3, 4),
                new Filter().preliminary(true),
                new Filter().spoiler(true),
                new Filter().language("pt"),
                new Filter().hasBody(true),
                new Filter().from(START.plusSeconds(3_000_000)).to(START.plusSeconds(4_000_000)),
                new Filter().scores(9, 10).spoiler(false).hasBody(true).language("en"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void everyOtherFilterDiscardsFromTheIndexOfTheOrder(Filter filter) {
        for (Sort sort : Sort.values()) {
            Plan overAll = plan(filter.sort(sort), null);
            overAll.readsNothingWhole();
            assertThat(OVER_ALL.get(sort)).containsAll(overAll.indexes);
            Plan ofSubject = plan(filter.copy().subject(POPULAR).sort(sort), null);
            ofSubject.readsNothingWhole();
            assertThat(ofSubject.indexes).allMatch(index -> index.startsWith("review_by_subject"));
        }
    }

    @Test
    void aRareWordIsFoundByItsIndexAndWhatIsFoundIsSorted() {
        for (Sort sort : Sort.values()) {
            Plan plan = plan(new Filter().search("\"rare123\"").sort(sort), null);
            plan.readsNothingWhole();
            assertThat(plan.indexes).contains("review_search_keys");
            assertThat(plan.sorted).isLessThan(200);
        }
    }

    @Test
    void aWordInEveryTextIsLookedForInTheOrderOfTheList() {
        for (Sort sort : Sort.values()) {
            Plan plan = plan(new Filter().search("\"every\"").sort(sort), null);
            plan.readsNothingWhole();
        }
    }

    /** A connection keeps plans after some searches. */
    @ParameterizedTest
    @EnumSource
    void aPlanThatIsKeptTellsRareWordsFromCommonOnes(Sort sort) {
        assertThat(indexesKept("rare123", sort)).contains("review_search_keys");
        assertThat(indexesKept("every", sort)).doesNotContain("review_search_keys");
    }

    private static List<String> indexesKept(String word, Sort sort) {
        return Plan.indexes(
                Plan.nodes(database.explainKept(new Filter().search(word).sort(sort), LIMIT)));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsHiddenHasAnIndexOfItsOwn(Sort sort) {
        Plan plan = plan(new Filter().hidden().sort(sort), null);
        plan.readsNothingWhole();
        assertThat(plan.indexes).containsOnly("review_hidden");
    }

    private static Cursor middle(Query query) {
        return query.sort().cursor(database.page(query, null, 3_000).getLast());
    }

    private static Plan plan(Query query, Cursor after) {
        Plan plan = Plan.of(database.explain(query, after, LIMIT));
        String filters = Arrays.stream(
                        query.toString().replaceAll("^Query\\[|]$", "").split(", "))
                .filter(part -> !part.matches(".*=(null|false)|sort=.*"))
                .reduce((a, b) -> a + ", " + b)
                .orElse("nothing");
        SUMMARY.add("| %s | %s | %s | %s | %d | %d |"
                .formatted(
                        filters,
                        query.sort(),
                        after == null ? "first" : "3,000th",
                        String.join(", ", plan.indexes),
                        plan.discarded,
                        plan.sorted));
        return plan;
    }

    /** What is told of a plan: what it reads, how many rows it discards, and how many it sorts. */
    record Plan(List<String> indexes, List<String> whole, long discarded, long sorted) {

        static Plan of(String json) {
            List<JsonNode> nodes = nodes(json);
            return new Plan(
                    indexes(nodes),
                    nodes.stream()
                            .filter(node -> node.get("Node Type").textValue().equals("Seq Scan"))
                            .map(node -> node.get("Relation Name").textValue())
                            .toList(),
                    nodes.stream()
                            .mapToLong(node -> node.path("Rows Removed by Filter")
                                            .asLong()
                                    + node.path("Rows Removed by Index Recheck").asLong())
                            .sum(),
                    nodes.stream()
                            .filter(node -> node.get("Node Type").textValue().equals("Sort"))
                            .mapToLong(node ->
                                    node.get("Plans").get(0).get("Actual Rows").asLong())
                            .max()
                            .orElse(0));
        }

        static List<JsonNode> nodes(String json) {
            try {
                List<JsonNode> nodes = new ArrayList<>();
                collect(new ObjectMapper().readTree(json).get(0).get("Plan"), nodes);
                return nodes;
            } catch (java.io.IOException e) {
                throw new IllegalStateException(json, e);
            }
        }

        static List<String> indexes(List<JsonNode> nodes) {
            return nodes.stream()
                    .filter(node -> node.has("Index Name"))
                    .map(node -> node.get("Index Name").textValue())
                    .distinct()
                    .sorted()
                    .toList();
        }

        private static void collect(JsonNode node, List<JsonNode> nodes) {
            nodes.add(node);
            node.path("Plans").forEach(child -> collect(child, nodes));
        }

        void readsNothingWhole() {
            assertThat(whole).isEmpty();
        }
    }
}
