package dev.starfold.review.listing;

import static dev.starfold.review.Api.as;
import static dev.starfold.review.Api.newSubject;
import static dev.starfold.review.Api.newUser;
import static dev.starfold.review.Api.revise;
import static dev.starfold.review.Api.submitted;
import static dev.starfold.review.Api.withdraw;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.starfold.embedded.EmbeddedServers;
import dev.starfold.review.Database;
import dev.starfold.review.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealServers
class FiltersTest {

    private final String subject = newSubject();
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final String ana = newUser();

    @Inject
    Pool pool;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            recommendation=mixed-feelings                    | mid
            minScore=5                                       | high, mid
            maxScore=5                                       | mid, low
            minScore=3&maxScore=5                            | mid
            minScore=3&maxScore=3                            |
            preliminary=true                                 | mid
            preliminary=false                                | high, low
            spoiler=true                                     | low
            spoiler=false                                    | high, mid
            language=pt                                      | high, low
            language=PT-br                                   | high
            language=p-t                                     | BAD
            language=en                                      |
            hasBody=true                                     | high, mid
            hasBody=false                                    | low
            visibility=public                                | high, mid, low
            q=slow start                                     | high
            q=SLOW                                           | high, mid
            q="start slow"                                   |
            q="slow start"                                   | high
            q=slow -start                                    | mid
            q=headline or start                              | high, low
            q=物語                                           | mid
            q=語だ                                           | mid
            q=だ物                                           |
            q=猫 slow                                        | mid
            q=犬 slow                                        |
            hasBody=true&minScore=6&language=pt&q=start      | high
            hasBody=true&minScore=6&language=pt&q=物語       |
            sort=oldest                                      | low, mid, high
            sort=highest                                     | high, mid, low
            sort=lowest                                      | low, mid, high
            sort=lowest&spoiler=false                        | mid, high
            sort=highest&q=slow                              | high, mid
            from=2100-01-01T00:00:00Z                        |
            to=2100-01-01T00:00:00Z                          | high, mid, low
            from=2000-01-01T00:00:00%2B02:00   | BAD
            """)
    void eachFilterLetsThroughWhatItSays(String query, String names) {
        submitThree();
        Response answer = given().urlEncodingEnabled(false)
                .get("/reviews?subject=" + subject + "&"
                        + query.replace(" ", "%20").replace("\"", "%22"));
        if ("BAD".equals(names)) {
            answer.then().statusCode(400);
            return;
        }
        List<String> expected = names == null
                ? List.of()
                : List.of(names.split(", ")).stream().map(ids::get).toList();
        assertThat(answer.<List<String>>path("items.id")).isEqualTo(expected);
    }

    @Test
    void fromIsInclusiveAndToExclusive() {
        submitThree();
        String at = get("/reviews/" + ids.get("mid")).path("submittedAt");
        listed("from", at).body("items.id", contains(ids.get("high"), ids.get("mid")));
        listed("to", at).body("items.id", contains(ids.get("low")));
        // Finer than what is kept: behind it.
        String behind =
                at.replaceFirst("(\\.\\d*)?Z$", "") + (at.contains(".") ? at.replaceFirst(".*(\\.\\d*)Z$", "$1") : ".");
        listed("from", padded(behind) + "1Z").body("items.id", contains(ids.get("high")));
    }

    @Test
    void variantsOfALanguageAreFoundHoweverTheyAreWritten() {
        String id = submitted(ana, subject, "\"score\": 5, \"language\": \"sl-Rozaj\"");
        listed("language", "SL-ROZAJ").body("items.id", contains(id));
    }

    private static String padded(String instant) {
        int digits = instant.length() - instant.indexOf('.') - 1;
        return instant + "0".repeat(6 - digits);
    }

    private io.restassured.response.ValidatableResponse listed(String name, String value) {
        return given().queryParam("subject", subject)
                .queryParam(name, value)
                .get("/reviews")
                .then();
    }

    @Test
    void searchKnowsTheCurrentWordsAlone() {
        String id = submitted(ana, subject, "\"score\": 5, \"headline\": \"Früher\", \"body\": \"gone\"");
        found("früher", id);
        revise(ana, id, 1, "\"score\": 5, \"body\": \"*now*\"");
        found("früher");
        found("now", id);
        revise(ana, id, 2, "\"score\": 6");
        found("now");
        revise(ana, id, 3, "\"score\": 6, \"headline\": \"again\"");
        found("again", id);
        withdraw(ana, id);
        found("again");
        assertThat(documents(id)).isZero();
        found("again");
        assertThat(documents(submitted(ana, subject, "\"score\": 6"))).isZero();
    }

    @Test
    void aPhraseStandsWithinTheHeadlineOrWithinTheBody() {
        String id =
                submitted(ana, subject, "\"score\": 5, \"headline\": \"A new hope\", \"body\": \"dies at the end\"");
        found("\"new hope\"", id);
        found("\"dies at\"", id);
        found("hope dies", id);
        found("\"hope dies\"");
    }

    private long documents(String id) {
        return pool.preparedQuery("select count(*) from review_search where review_id = $1")
                .execute(Tuple.of(UUID.fromString(id)))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private void found(String words, String... expected) {
        assertThat(given().queryParam("subject", subject)
                        .queryParam("q", words)
                        .get("/reviews")
                        .<List<String>>path("items.id"))
                .containsExactly(expected);
    }

    @Test
    void mostReactedAndHelpfulGoByTheColumnsOfReactions() {
        submitThree();
        submitted(newUser(), subject, "\"score\": 1");
        react("low", 100, 0.825634);
        react("mid", 49, 0.893065);
        get("/reviews?subject=" + subject + "&sort=most-reacted&limit=3")
                .then()
                .body("items.id[0]", is(ids.get("low")))
                .body("items.id[1]", is(ids.get("mid")))
                .body("items.id[2]", not(is(ids.get("high"))));
        get("/reviews?subject=" + subject + "&sort=helpful")
                .then()
                .body("items.id[0]", is(ids.get("mid")))
                .body("items.id[1]", is(ids.get("low")))
                .body("items.id[3]", is(ids.get("high")));
        // A revision leaves them alone.
        as(ana).header("If-Match", "*")
                .body("{\"score\": 2}")
                .put("/reviews/" + ids.get("low"))
                .then()
                .statusCode(200);
        get("/reviews?subject=" + subject + "&sort=most-reacted").then().body("items.id[0]", is(ids.get("low")));
    }

    private void react(String name, int reacted, double helpful) {
        pool.preparedQuery("update review set reacted = $2, helpful = $3 where id = $1")
                .execute(Tuple.of(UUID.fromString(ids.get(name)), reacted, helpful))
                .await()
                .indefinitely();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            recommendation | RECOMMENDED
            minScore       | 0
            minScore       | 7.0
            maxScore       | 11
            preliminary    | yes
            spoiler        | 1
            spoiler        | TRUE
            language       | pt_BR
            language       | ''
            from           | yesterday
            from           | 2026-04-03
            from           | 2026-04-03T09:30:00
            from           | 2026-13-03T09:30:00Z
            from           | +12026-01-03T09:30:00Z
            to             | 2026-02-30T09:30:00Z
            hasBody        | null
            q              | a
            q              | ''
            q              | !!
            q              | -all
            q              | a or -b
            visibility     | all
            body           | text
            include        | text
            sort           | HELPFUL
            """)
    void aBadFilterIsNamed(String name, String value) {
        bad(name, value);
    }

    @Test
    void whatContradictsItselfIsNamed() {
        get("/reviews?minScore=5&maxScore=4").then().statusCode(400).body("errors.field", contains("minScore"));
        get("/reviews?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")
                .then()
                .statusCode(400)
                .body("errors.field", contains("from"));
        bad("q", "x".repeat(201));
        get("/reviews?spoiler=true&spoiler=false").then().statusCode(400).body("errors.field", contains("spoiler"));
    }

    private static void bad(String name, String value) {
        given().queryParam(name, value)
                .get("/reviews")
                .then()
                .statusCode(400)
                .body("type", is("/problems/validation"))
                .body("errors.field", contains(name));
    }

    @Test
    void hiddenReviewsAreListedForModeratorsAndForTheirAuthor() {
        submitThree();
        pool.preparedQuery("update review set status = 'hidden' where id = $1")
                .execute(Tuple.of(UUID.fromString(ids.get("mid"))))
                .await()
                .indefinitely();
        String query = "/reviews?visibility=hidden&subject=" + subject;
        get(query).then().statusCode(401).body("type", is("/problems/unauthenticated"));
        get(query + "&colour=red").then().statusCode(401);
        as(ana).get(query).then().statusCode(403).body("type", is("/problems/forbidden"));
        as(ana).get(query + "&limit=0").then().statusCode(400);
        as(ana).get(query + "&author=" + newUser()).then().statusCode(403);
        as(ana).get(query + "&author=" + ana)
                .then()
                .statusCode(200)
                .header("Vary", is("Authorization"))
                .body("items.id", hasSize(0));
        given().auth()
                .oauth2(EmbeddedServers.issuer().token(newUser(), "moderator"))
                .get(query + "&sort=helpful")
                .then()
                .header("Vary", is("Authorization"))
                .body("items.id", contains(ids.get("mid")))
                .body("items.visibility", contains("hidden"));
        as(bob).get(query + "&author=" + bob).then().body("items.id", contains(ids.get("mid")));
        get("/reviews?subject=" + subject).then().body("items.id", contains(ids.get("high"), ids.get("low")));
    }

    private final String bob = newUser();

    @Test
    void pagesOfASearchFollowEachOther() {
        submitThree();
        Response first = get("/reviews?limit=1&sort=lowest&q=slow&subject=" + subject);
        assertThat(first.<List<String>>path("items.id")).containsExactly(ids.get("mid"));
        String next = first.path("next");
        given().urlEncodingEnabled(false)
                .get("/reviews?limit=1&sort=lowest&q=slow&subject=" + subject + "&cursor=" + next)
                .then()
                .body("items.id", contains(ids.get("high")))
                .body("next", is((Object) null));
        for (String other : List.of("q=start&sort=lowest", "q=slow&sort=highest", "q=slow&sort=lowest&spoiler=false")) {
            given().urlEncodingEnabled(false)
                    .get("/reviews?" + other + "&subject=" + subject + "&cursor=" + next)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("cursor"));
        }
    }

    @Test
    void bodiesComeAsHtmlWhereAskedFor() {
        submitThree();
        get("/reviews?body=html&sort=lowest&subject=" + subject)
                .then()
                .contentType(ContentType.JSON)
                .body("items[0].bodyHtml", is((Object) null))
                .body("items[2].bodyHtml", is("<p>A <em>slow</em> start</p>\n"))
                .body("items[2].body", is("A *slow* start"));
        assertThat(get("/reviews?subject=" + subject).<Map<String, Object>>path("items[0]"))
                .doesNotContainKey("bodyHtml");
    }

    private void submitThree() {
        ids.put(
                "low",
                submitted(
                        ana,
                        subject,
                        "\"score\": 2, \"headline\": \"A headline\", \"spoiler\": true, \"language\": \"pt\""));
        ids.put("mid", submitted(bob, subject, "\"score\": 5, \"body\": \"Slow: これは猫の物語だ。\", \"preliminary\": true"));
        ids.put(
                "high",
                submitted(newUser(), subject, "\"score\": 9, \"body\": \"A *slow* start\", \"language\": \"pt-BR\""));
    }

    @Test
    void aSearchThatTakesTooLongIsEndedInTheDatabaseToo() throws Exception {
        try (Connection other = Database.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table review_search in access exclusive mode");
            given().queryParam("q", "slow")
                    .get("/reviews")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", not(is(nullValue())))
                    .body("type", is("/problems/unavailable"), "detail", startsWith("This search took too long."));
            ResultSet waiting = statement.executeQuery("""
                    select query from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock' and query like '%review_search%'
                    """);
            assertThat(waiting.next()).isFalse();
        }
    }
}
