package dev.starfold.local.page;

import org.junit.jupiter.api.Test;

/** What people see and do about themselves. */
interface Account {

    Stage stage();

    @Test
    default void whoeverWantsSeesWhatIsHeldAndHasItErased() {
        var chromium = stage().chromium();
        String subject = stage().subject();
        String user = "leaver-" + subject.substring(6, 14);
        stage().review(user, 7, "Bye.");
        stage().signIn(user);
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
