package dev.starfold.local;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.local.demo.Demo;
import dev.starfold.local.faults.Topics;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The page in a real browser, on the whole system. */
class PageIT {

    @TempDir
    static Path data;

    private static TestSystem system;
    private static Chromium chromium;

    private final String subject = "anime:" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        if (!Chromium.isHere()) {
            String missing =
                    "SKIPPED: the page is not tested in a browser, for there is no chromium and no chromedriver on"
                            + " the path (apt-get install chromium chromium-driver).";
            System.out.println(missing);
            Assumptions.abort(missing);
        }
        system = TestSystem.start(data);
        Demo.fill(system.url());
        chromium = Chromium.at(system.url());
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (system != null) {
            system.close();
        }
    }

    @BeforeEach
    void desktop() {
        chromium.looks(1280, 900, "light");
    }

    @AfterEach
    void nothingIsComplainedOf() {
        assertThat(chromium.complaints()).isEmpty();
    }

    private static RequestSpecification as(String user, String... roles) {
        return given().baseUri(system.url())
                .header("Authorization", "Bearer " + system.token(user, roles))
                .contentType(ContentType.JSON);
    }

    private String review(String user, int score, String body) {
        return as(user).body(Map.of("subject", subject, "score", score, "headline", "Of " + user, "body", body))
                .post("/reviews")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void revise(String user, String review, int version, int score, String body) {
        as(user).header("If-Match", "\"" + version + "\"")
                .body(Map.of("score", score, "headline", "Of " + user, "body", body))
                .put("/reviews/" + review)
                .then()
                .statusCode(200);
    }

    private String reviewBeingEdited() {
        String review = review("ana", 6, "It is **good**.");
        signIn("ana");
        chromium.open("/reviews/" + review + "/edit");
        return review;
    }

    private void signIn(String user, String... roles) {
        chromium.signIn(system.token(user, roles));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    /, '', What people make of it
                    /types/book?sort=trending, '', Invisible cities
                    /search?q=saxophone, '', marlowe
                    /subjects/anime:cowboy-bebop, ben, Loneliness
                    /subjects/anime:nothing-yet, '', Nobody has reviewed this yet
                    /reviews/HERS, mona moderator, Version 2
                    /reviews/HERS/edit, ana, twice since
                    /write/anime:kaiba, ben, Preview
                    /reviewers/marlowe, '', Scores given
                    /account, '', Sign in
                    /account, ana operator, Privacy
                    /moderation, mona moderator, off-topic 1
                    /moderation/anime:serial-experiments-lain, mona moderator, Exclude this day
                    /operations, otto operator, known-reviews
                    /nowhere, '', There is no such page
                    """)
    void everyViewIsFitForEverybody(String view, String user, String shown) {
        String[] who = user.split(" ");
        chromium.signIn(
                user.isEmpty() ? "" : system.token(who[0], who.length > 1 ? new String[] {who[1]} : new String[0]));
        if (view.contains("HERS")) {
            String hers = given().baseUri(system.url())
                    .get("/reviews?subject=anime:cowboy-bebop&author=ana")
                    .path("items[0].id");
            view = view.replace("HERS", hers);
        }
        chromium.open(view);
        chromium.untilText("main", shown);
        assertThat(chromium.violations()).isEmpty();
        chromium.looks(390, 844, "dark");
        assertThat(chromium.violations("color-contrast", "target-size", "scrollable-region-focusable"))
                .as("on a phone, dark")
                .isEmpty();
        assertThat(chromium.overflow()).as("wider than a phone").isZero();
    }

    @Test
    void aReviewIsWrittenSeenReactedToRevisedAndWithdrawn() {
        String subject = this.subject;
        review("ben", 4, "Meh.");
        chromium.signIn("");
        chromium.open("/account");
        chromium.write("user", "ana-" + subject.substring(6, 14));
        chromium.find("form .primary").click();
        chromium.untilText("h1", "ana-");
        chromium.run("location.hash = arguments[0]", "#/write/" + subject);
        chromium.untilText("h1", "Write about");
        chromium.choose("score", "9");
        chromium.write("body", "It is **good**.");
        chromium.untilText(".preview-place strong", "good");

        chromium.open("/write/" + subject);
        chromium.untilText("[role=status]", "Your draft is back.");
        chromium.untilText(".preview-place strong", "good");
        chromium.named("Submit").click();
        chromium.untilText(".review .author", "ana-");
        chromium.untilText(".rating-facts", "2");
        chromium.untilText(".rating-mean strong", "6.50");

        chromium.named("Edit").click();
        chromium.untilText("h1", "Edit your review");
        chromium.choose("score", "10");
        chromium.named("Save").click();
        chromium.untilText(".history ins", "10");
        chromium.untilText(".history del", "9");

        chromium.named("Withdraw").click();
        chromium.find("dialog .grave").click();
        chromium.untilText("main", "withdrawn");
        chromium.open("/subjects/" + subject);
        chromium.untilText(".rating-mean strong", "4.00");
    }

    @Test
    void whatWasRevisedElsewhereIsShownBeforeItIsOverwritten() {
        String review = reviewBeingEdited();
        chromium.choose("score", "9");
        revise("ana", review, 1, 3, "It is **bad**.");
        chromium.named("Save").click();
        chromium.untilText(".conflict", "at version 2");
        chromium.untilText(".conflict del", "good");
        chromium.untilText(".conflict ins", "bad");
        assertThat(chromium.focused().getAttribute("class")).contains("conflict");
        assertThat(chromium.violations()).isEmpty();
        chromium.named("Save").click();
        chromium.untilText(".history", "Version 3: Revised");
        chromium.untilText(".review .score-mark", "9");
        chromium.untilText(".review .prose", "It is good.");
    }

    @Test
    void whoComesBackToADraftHearsWhatHasChangedSince() {
        String review = reviewBeingEdited();
        chromium.write("headline", "A second look");
        revise("ana", review, 1, 3, "It is **bad**.");
        chromium.open("/reviews/" + review + "/edit");
        chromium.untilText(".conflict ins", "bad");
        assertThat(chromium.find("[name=headline]").getAttribute("value")).isEqualTo("A second look");
        chromium.named("Take version 2 instead").click();
        chromium.until("return document.querySelector('[name=body]')?.value === 'It is **bad**.'"
                + " && !document.querySelector('.conflict')");
    }

    @Test
    void theRatingMovesWhileItIsLookedAt() {
        review("ben", 4, "Meh.");
        chromium.signIn("");
        chromium.open("/subjects/" + subject);
        chromium.untilText(".rating-mean strong", "4.00");
        chromium.untilText(".lamp", "Live");
        review("cleo", 10, "Ah!");
        chromium.untilText(".rating-mean strong", "7.00");
        chromium.untilText(".rating-facts", "2");
    }

    @Test
    void whatIsRefusedIsSaidBesideItsField() {
        signIn("ana");
        chromium.open("/write");
        chromium.write("subject", "Anime 1");
        chromium.write("consumed", "30");
        chromium.write("total", "12");
        chromium.named("Submit").click();
        chromium.untilText("[data-field=subject] .error", "type:id");
        chromium.untilText("[data-field=score] .error", "required");
        chromium.untilText("[data-field='progress.consumed'] .error", "past");
        assertThat(chromium.focused().getAttribute("name")).isEqualTo("subject");
        assertThat(chromium.violations()).isEmpty();
    }

    @Test
    void whatPeopleWriteIsShownAndNeverRun() {
        String hostile = """
                <script>window.stolen = 1</script>
                <img src=x onerror='window.stolen = 1'>
                <svg onload='window.stolen = 1'></svg>

                **مرحبا** [link](javascript:window.stolen=1)
                """;
        String evil = "</script><img src=x onerror=window.stolen=1>";
        as(evil).body(Map.of("subject", subject, "score", 5, "headline", evil, "body", hostile))
                .post("/reviews")
                .then()
                .statusCode(201);
        chromium.signIn("");
        chromium.open("/subjects/" + subject);
        chromium.untilText(".headline", evil);
        chromium.untilText(".prose strong", "مرحبا");
        assertThat(chromium.run(
                        "return document.querySelector('.prose').querySelectorAll('img, script, svg, a[href]').length"))
                .isEqualTo(0L);
        assertThat(chromium.run("return window.stolen ?? null")).isNull();
        assertThat(chromium.run("const right = it => document.querySelector(it).getBoundingClientRect().right;"
                        + "return right('.prose') - right('.prose p')"))
                .as("room to the right of what runs to the left")
                .isEqualTo(0L);
        chromium.looks(390, 844, "light");
        assertThat(chromium.overflow()).isZero();
    }

    @Test
    void whatASpoilerTellsIsFoldedInItsHistoryToo() {
        String review = as("ana")
                .body(Map.of("subject", subject, "score", 8, "spoiler", true, "body", "He dies."))
                .post("/reviews")
                .path("id");
        revise("ana", review, 1, 8, "It ends.");
        chromium.signIn("");
        chromium.open("/reviews/" + review);
        chromium.untilText(".history", "Version 2: Revised");
        assertThat(chromium.text()).doesNotContain("He dies.");
        chromium.find(".history summary").click();
        chromium.untilText(".history", "He dies.");
        assertThat(chromium.violations()).isEmpty();
    }

    @Test
    void reactionsAreGivenAndTakenBackByKeyboard() {
        String review = review("ben", 8, "Of *some* length.");
        signIn("cleo");
        chromium.open("/reviews/" + review);
        chromium.named("React").sendKeys(Keys.ENTER);
        chromium.find("[data-kind=creative]").sendKeys(Keys.SPACE);
        chromium.untilText(".badge-place", "Creative");
        assertThat(chromium.focused().getAttribute("data-kind")).isEqualTo("creative");
        chromium.focused().sendKeys(Keys.ENTER);
        chromium.until("return document.querySelector('.badge-place').innerText === ''");
    }

    @Test
    void theKeyboardGoesPastTheHeadIntoDialogsAndBack() {
        String review = review("ben", 8, "Of *some* length.");
        signIn("cleo");
        chromium.open("/reviews/" + review);
        chromium.focused().sendKeys(Keys.TAB);
        assertThat(chromium.focused().getText()).isEqualTo("Skip to content");
        chromium.focused().sendKeys(Keys.ENTER);
        assertThat(chromium.focused().getTagName()).isEqualTo("main");
        chromium.named("Report").sendKeys(Keys.ENTER);
        chromium.find("dialog[open]");
        chromium.focused().sendKeys(Keys.ESCAPE);
        chromium.until("return !document.querySelector('dialog') && document.activeElement.innerText === 'Report'");
    }

    @Test
    void moderatorsHideWhatIsReportedAndRestoreIt() {
        String review = review("ben", 1, "Insults.");
        signIn("cleo");
        chromium.open("/reviews/" + review);
        chromium.named("Report").click();
        chromium.choose("reason", "harassment");
        chromium.find("dialog .primary").click();
        chromium.until("return !document.querySelector('dialog')");
        signIn("mona", "moderator");
        chromium.open("/reviews/" + review);
        chromium.named("Hide").click();
        chromium.write("reason", "Insults");
        chromium.find("dialog .grave").click();
        chromium.untilText(".history", "Hidden by a moderator");
        chromium.open("/moderation");
        chromium.untilText("[aria-labelledby=hidden]", "Of ben");
        chromium.untilText("[aria-labelledby=reports]", "harassment 1");
        chromium.open("/reviews/" + review);
        chromium.named("Restore").click();
        chromium.write("reason", "Edited since");
        chromium.find("dialog .primary").click();
        chromium.untilText(".history", "Restored by a moderator");
    }

    @Test
    void aTextIsDeletedFromEveryVersionThatHasItAndTheScoreStays() {
        String review = review("ben", 2, "Insults.");
        revise("ben", review, 1, 3, "Insults.");
        signIn("mona", "moderator");
        chromium.open("/reviews/" + review);
        chromium.named("Delete the text of version 2").click();
        chromium.find("dialog .grave").click();
        chromium.untilText(".review", "Its text was deleted by a moderator.");
        chromium.untilText(".history", "Version 3: text of version 2 deleted");
        chromium.untilText(".history", "Insults.");
        chromium.named("Delete the text of version 1").click();
        chromium.find("dialog .grave").click();
        chromium.untilText(".history", "Version 4: text of version 1 deleted");
        chromium.until("return !/Insults|Delete the text/.test(document.querySelector('main').innerText)");
        chromium.untilText(".review .score-mark", "3");
        assertThat(chromium.violations()).isEmpty();
    }

    @Test
    void aRaidIsSeenTakenOutAndPutBack() {
        String lain = "/moderation/anime:serial-experiments-lain";
        signIn("mona", "moderator");
        chromium.open(lain);
        chromium.find("rect.marked");
        chromium.run("[...document.querySelectorAll('.anomaly')].find(it => it.innerText.includes('lower than'))"
                + ".querySelector('button').click()");
        chromium.write("reason", "A raid");
        chromium.named("Exclude").click();
        chromium.untilText(".exclusion", "A raid");
        chromium.open("/subjects/anime:serial-experiments-lain");
        chromium.untilText(".rating", "left out by moderators");
        chromium.open(lain);
        chromium.named("Put back").click();
        chromium.untilText("[aria-labelledby=in-force]", "Everything counts");
    }

    @Test
    void operatorsSeeThePipelineAndVerifyIt() {
        signIn("otto", "operator");
        chromium.open("/operations");
        chromium.untilText("[aria-labelledby=service-rating] .stage", "generation 1");
        chromium.run("document.querySelector('[aria-label=\"Verify, rating\"]').click()");
        chromium.untilText("[aria-labelledby=service-rating] .job", "no drift");
        chromium.run("document.querySelector('[aria-label=\"Rebuild, rating\"]').click()");
        chromium.untilText("[aria-labelledby=service-rating] .stage", "generation 2");
    }

    /** One that can't be read at all, and one that can be by now, as after a deployment that mends a reader. */
    @Test
    void whatWasSetAsideIsSentThroughAgainOnceItCanBeRead() throws Exception {
        String letters = "[aria-labelledby=letters-rating] ";
        try (var topics = new Topics("localhost:" + system.options().port("kafka"))) {
            topics.send(List.of(new ProducerRecord<>("review-events", subject.getBytes(UTF_8), "{}".getBytes(UTF_8))));
            signIn("otto", "operator");
            chromium.open("/operations");
            chromium.untilText(letters, "reviewId is missing");
            chromium.untilText("[aria-labelledby=service-rating] [data-mood=bad]", "1 dead letter");
            chromium.find(letters + "button").click();
            chromium.untilText(letters + ".notice.bad", "reviewId is missing");

            topics.send(List.of(readable()));
            chromium.untilText("[aria-labelledby=service-rating] .stage", "2 dead letters");
            chromium.untilText(letters, "not known yet");
        }
        chromium.run("[...document.querySelectorAll('.letter')].find(it => it.innerText.includes('not known yet'))"
                + ".querySelector('button').click()");
        chromium.untilText(letters + ".letter", "Went through");
        assertThat(chromium.violations()).isEmpty();
        chromium.open("/operations");
        chromium.untilText(letters + ".letter", "Went through");
        chromium.open("/subjects/" + subject);
        chromium.untilText(".rating-mean strong", "8.00");
    }

    private ProducerRecord<byte[], byte[]> readable() {
        String state = """
                {"reviewId": "%s", "subject": "%s", "author": "ben", "score": 8, "recommendation": "recommended",
                 "status": "public", "version": 1, "submittedAt": "2026-01-01T00:00:00Z"}
                """.formatted(UUID.randomUUID(), subject);
        var letter = new ProducerRecord<>("rating-dead-letters", subject.getBytes(UTF_8), state.getBytes(UTF_8));
        Map.of("topic", "review-events", "partition", "0", "offset", "7", "cause", "its schema is not known yet")
                .forEach((name, text) -> letter.headers().add("dead-letter-" + name, text.getBytes(UTF_8)));
        return letter;
    }

    @Test
    void whoeverWantsSeesWhatIsHeldAndHasItErased() {
        String user = "leaver-" + subject.substring(6, 14);
        review(user, 7, "Bye.");
        signIn(user);
        chromium.open("/account");
        chromium.named("Download your data").click();
        chromium.untilText(".notice", "1 reviews");
        chromium.named("Erase everything").click();
        chromium.write("user", "somebody");
        chromium.find("dialog .grave").click();
        chromium.untilText("dialog", "not your name");
        chromium.write("user", user);
        chromium.find("dialog .grave").click();
        chromium.untilText("h1", "Sign in");
        chromium.open("/subjects/" + subject);
        chromium.untilText(".rating", "Nobody has reviewed this yet");
    }
}
