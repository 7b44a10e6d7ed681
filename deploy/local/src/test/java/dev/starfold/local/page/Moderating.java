package dev.starfold.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What moderators see and do. */
interface Moderating {

    Stage stage();

    @Test
    default void moderatorsHideWhatIsReportedAndRestoreIt() {
        var chromium = stage().chromium();
        String review = stage().review("ben", 1, "Insults.");
        stage().signIn("cleo");
        chromium.open("/reviews/" + review);
        chromium.named("Report").click();
        chromium.choose("reason", "harassment");
        chromium.find("dialog .primary").click();
        chromium.until("return !document.querySelector('dialog')");
        stage().signIn("mona", "moderator");
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
    default void aTextIsDeletedFromEveryVersionThatHasItAndTheScoreStays() {
        var chromium = stage().chromium();
        String review = stage().review("ben", 2, "Insults.");
        stage().revise("ben", review, 1, 3, "Insults.");
        stage().signIn("mona", "moderator");
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
    default void aRaidIsSeenTakenOutAndPutBack() {
        var chromium = stage().chromium();
        String lain = "/moderation/anime:serial-experiments-lain";
        stage().signIn("mona", "moderator");
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
}
