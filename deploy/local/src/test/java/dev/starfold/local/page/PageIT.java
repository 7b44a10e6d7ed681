package dev.starfold.local.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.local.TestSystem;
import dev.starfold.local.demo.Demo;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser, on the whole system. */
class PageIT implements Reading, Writing, Moderating, Operating, Account, SigningIn {

    @TempDir
    static Path data;

    private static TestSystem system;
    private static Chromium chromium;

    private final Stage stage = new Stage(system, chromium, "anime:" + UUID.randomUUID());

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

    @Override
    public Stage stage() {
        return stage;
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
}
