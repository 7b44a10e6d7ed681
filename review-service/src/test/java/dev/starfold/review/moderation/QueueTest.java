package dev.starfold.review.moderation;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.asModerator;
import static dev.starfold.review.Api.hide;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealServers
class QueueTest {

    private static final String COUNTED_OTHERWISE = """
            select count(*) from (
                select review_id, count(*) filter (where reason = 'spam') as spam,
                    count(*) filter (where reason = 'spoiler') as spoiler,
                    count(*) filter (where reason = 'harassment') as harassment,
                    count(*) filter (where reason = 'off-topic') as off_topic,
                    count(*) filter (where reason = 'other') as other, count(*) as reports, max(reported_at) as latest
                from report join review on review.id = review_id
                where dismissed_at is null and status <> 'withdrawn' group by review_id) counted
            full join reported_review kept using (review_id)
            where (counted.spam, counted.spoiler, counted.harassment, counted.off_topic, counted.other, counted.reports,
                counted.latest) is distinct from (kept.spam, kept.spoiler, kept.harassment, kept.off_topic, kept.other,
                kept.reports, kept.latest)
            """;

    private final String author = newUser();

    @Inject
    Pool pool;

    @Test
    void aReportedReviewIsListedWithWhatWasSaidOfIt() {
        String subject = newSubject();
        String id = submitted(author, subject, "\"score\": 1");
        report(id, "spam");
        report(id, "spoiler");
        String latest = report(id, "spam").path("reportedAt");
        assertThat(whole())
                .contains(Map.of(
                        "review", id,
                        "subject", subject,
                        "count", 3,
                        "reasons", Map.of("spam", 2, "spoiler", 1),
                        "latest", latest));
    }

    @Test
    void theMostReportedComeFirstAndOfThemTheLatest() {
        String once = submitted(author, newSubject(), "\"score\": 1");
        String onceLater = submitted(author, newSubject(), "\"score\": 1");
        String twice = submitted(author, newSubject(), "\"score\": 1");
        report(twice, "spam");
        report(twice, "off-topic");
        report(once, "spam");
        report(onceLater, "harassment");
        List<String> own = List.of(once, onceLater, twice);
        assertThat(ids()).filteredOn(own::contains).containsExactly(twice, onceLater, once);
        report(once, "other");
        assertThat(ids()).filteredOn(own::contains).containsExactly(once, twice, onceLater);
    }

    @Test
    void pagesAreTheWholeInOrder() {
        for (int i = 0; i < 3; i++) {
            report(submitted(author, newSubject(), "\"score\": 1"), "spam");
        }
        List<String> paged = new ArrayList<>();
        String path = "/reports?limit=2";
        while (path != null) {
            Response page = asModerator().urlEncodingEnabled(false).get(path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.header("Vary")).isEqualTo("Authorization");
            List<String> items = page.path("items.review");
            assertThat(items).hasSizeLessThanOrEqualTo(2);
            paged.addAll(items);
            String next = page.path("next");
            String link = page.header("Link");
            path = link == null ? null : link.substring(1, link.indexOf('>'));
            assertThat(path == null ? null : path).isEqualTo(next == null ? null : "/reports?limit=2&cursor=" + next);
        }
        assertThat(paged).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3).isEqualTo(ids());
    }

    @Test
    void hiddenReviewsStayAndWithdrawnOnesLeave() {
        String hidden = submitted(author, newSubject(), "\"score\": 1");
        String withdrawn = submitted(author, newSubject(), "\"score\": 1");
        report(hidden, "spam");
        report(withdrawn, "spam");
        hide(hidden);
        assertThat(ids()).contains(hidden, withdrawn);
        withdraw(author, withdrawn);
        assertThat(ids()).contains(hidden).doesNotContain(withdrawn);
        asModerator().post("/reports/" + hidden + "/dismissal").then().statusCode(204);
        assertThat(ids()).doesNotContain(hidden);
    }

    @Test
    void noCountDriftsWhateverHappensAtOnce() throws Exception {
        List<String> reviews = new ArrayList<>();
        List<Callable<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String id = submitted(author, newSubject(), "\"score\": 1");
            reviews.add(id);
            for (String reason : ReportReason.BY_SLUG.keySet()) {
                calls.add(() -> report(id, reason));
                calls.add(() -> report(id, reason));
            }
            calls.add(5, () -> asModerator().post("/reports/" + id + "/dismissal"));
        }
        calls.add(calls.size() / 2, () -> as(author).delete("/reviews/" + reviews.getLast()));
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get().statusCode()).isIn(201, 204, 410);
            }
        }
        long drifted = pool.query(COUNTED_OTHERWISE)
                .execute()
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .iterator()
                .next()
                .getLong(0);
        assertThat(drifted).isZero();
        assertThat(ids()).doesNotContain(reviews.getLast());
    }

    @Test
    void onlyModeratorsMayLook() {
        get("/reports").then().statusCode(401).header("WWW-Authenticate", "Bearer");
        get("/reports?limit=0").then().statusCode(401);
        as(author).get("/reports").then().statusCode(403).body("type", is("/problems/forbidden"));
        as(author).get("/reports?limit=0").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "cursor=x", "cursor=", "sort=newest"})
    void badInputIsNamed(String query) {
        asModerator()
                .get("/reports?" + query)
                .then()
                .statusCode(400)
                .body("errors.field", contains(query.substring(0, query.indexOf('='))));
    }

    private static Response report(String review, String reason) {
        return as(newUser()).body("{\"reason\": \"%s\"}".formatted(reason)).post("/reviews/" + review + "/reports");
    }

    private static List<String> ids() {
        return whole().stream().map(item -> (String) item.get("review")).toList();
    }

    /** Every item, of all tests. */
    static List<Map<String, Object>> whole() {
        List<Map<String, Object>> items = new ArrayList<>();
        Map<String, String> cursor = new HashMap<>();
        do {
            Response page =
                    asModerator().queryParams(cursor).queryParam("limit", 100).get("/reports");
            items.addAll(page.path("items"));
            cursor.put("cursor", page.path("next"));
        } while (cursor.get("cursor") != null);
        return items;
    }
}
