package dev.starfold.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** How subjects and reviews are shown. */
interface Reading {

    Stage stage();

    @Test
    default void theRatingMovesWhileItIsLookedAt() {
        var chromium = stage().chromium();
        String subject = stage().subject();
        stage().review("ben", 4, "Meh.");
        chromium.signIn("");
        chromium.open("/subjects/" + subject);
        chromium.untilText(".rating-mean strong", "4.00");
        chromium.untilText(".lamp", "Live");
        stage().review("cleo", 10, "Ah!");
        chromium.untilText(".rating-mean strong", "7.00");
        chromium.untilText(".rating-facts", "2");
    }

    @Test
    default void whatPeopleWriteIsShownAndNeverRun() {
        var chromium = stage().chromium();
        String subject = stage().subject();
        String hostile = """
                <script>window.stolen = 1</script>
                <img src=x onerror='window.stolen = 1'>
                <svg onload='window.stolen = 1'></svg>

                **مرحبا** [link](javascript:window.stolen=1)
                """;
        String evil = "</script><img src=x onerror=window.stolen=1>";
        stage().as(evil)
                .body(Map.of("subject", subject, "score", 5, "headline", evil, "body", hostile))
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
    default void whatASpoilerTellsIsFoldedInItsHistoryToo() {
        var chromium = stage().chromium();
        String subject = stage().subject();
        String review = stage().as("ana")
                .body(Map.of("subject", subject, "score", 8, "spoiler", true, "body", "He dies."))
                .post("/reviews")
                .path("id");
        stage().revise("ana", review, 1, 8, "It ends.");
        chromium.signIn("");
        chromium.open("/reviews/" + review);
        chromium.untilText(".history", "Version 2: Revised");
        assertThat(chromium.text()).doesNotContain("He dies.");
        chromium.find(".history summary").click();
        chromium.untilText(".history", "He dies.");
        assertThat(chromium.violations()).isEmpty();
    }

    @Test
    default void reactionsAreGivenAndTakenBackByKeyboard() {
        var chromium = stage().chromium();
        String review = stage().review("ben", 8, "Of *some* length.");
        stage().signIn("cleo");
        chromium.open("/reviews/" + review);
        chromium.named("React").sendKeys(Keys.ENTER);
        chromium.find("[data-kind=creative]").sendKeys(Keys.SPACE);
        chromium.untilText(".badge-place", "Creative");
        assertThat(chromium.focused().getAttribute("data-kind")).isEqualTo("creative");
        chromium.focused().sendKeys(Keys.ENTER);
        chromium.until("return document.querySelector('.badge-place').innerText === ''");
    }

    @Test
    default void theKeyboardGoesPastTheHeadIntoDialogsAndBack() {
        var chromium = stage().chromium();
        String review = stage().review("ben", 8, "Of *some* length.");
        stage().signIn("cleo");
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
}
