package dev.starfold.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How reviews are written and edited. */
interface Writing {

    Stage stage();

    @Test
    default void aReviewIsWrittenSeenReactedToRevisedAndWithdrawn() {
        var chromium = stage().chromium();
        String subject = stage().subject();
        stage().review("ben", 4, "Meh.");
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

    private String reviewBeingEdited() {
        var chromium = stage().chromium();
        String review = stage().review("ana", 6, "It is **good**.");
        stage().signIn("ana");
        chromium.open("/reviews/" + review + "/edit");
        return review;
    }

    @Test
    default void whatWasRevisedElsewhereIsShownBeforeItIsOverwritten() {
        var chromium = stage().chromium();
        String review = reviewBeingEdited();
        chromium.choose("score", "9");
        stage().revise("ana", review, 1, 3, "It is **bad**.");
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
    default void whoComesBackToADraftHearsWhatHasChangedSince() {
        var chromium = stage().chromium();
        String review = reviewBeingEdited();
        chromium.write("headline", "A second look");
        stage().revise("ana", review, 1, 3, "It is **bad**.");
        chromium.open("/reviews/" + review + "/edit");
        chromium.untilText(".conflict ins", "bad");
        assertThat(chromium.find("[name=headline]").getAttribute("value")).isEqualTo("A second look");
        chromium.named("Take version 2 instead").click();
        chromium.until("return document.querySelector('[name=body]')?.value === 'It is **bad**.'"
                + " && !document.querySelector('.conflict')");
    }

    @Test
    default void whatIsRefusedIsSaidBesideItsField() {
        var chromium = stage().chromium();
        stage().signIn("ana");
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
}
