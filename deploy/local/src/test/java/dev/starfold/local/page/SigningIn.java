package dev.starfold.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at an OpenID Connect provider, where the page is served as plain files. */
interface SigningIn {

    String SIGN_IN = ".sheet .primary";

    Stage stage();

    /** A page, and the provider that it is set up for. */
    record Set(Chromium chromium, StaticHost host, Provider provider) implements AutoCloseable {
        static Set up(Stage stage, Path folder) throws Exception {
            var host = new StaticHost(stage.system().url());
            var provider =
                    new Provider(host.url(), folder, user -> stage.system().token(user));
            host.signsInAt(provider.url());
            return new Set(stage.chromium(), host, provider);
        }

        void signIn(Chromium chromium, String user) {
            chromium.find(SIGN_IN).click();
            chromium.write("user", user);
            chromium.named("Allow").click();
        }

        @Override
        public void close() {
            chromium.leave();
            provider.close();
            host.close();
        }
    }

    @Test
    default void whoSignsInComesBackToTheViewAndSignsOutAtTheProviderToo(@TempDir Path folder) throws Exception {
        var chromium = stage().chromium();
        String user = "ana-" + stage().subject().substring(6, 14);
        stage().review("ben", 8, "Of *some* length.");
        try (Set set = Set.up(stage(), folder)) {
            String view = set.host().url() + "#/subjects/" + stage().subject();
            chromium.openAt(view);
            chromium.named("Sign in").click();
            chromium.untilText(".sheet", "localhost");
            assertThat(chromium.violations()).isEmpty();
            set.signIn(chromium, user);
            chromium.untilText(".review .author", "ben");
            chromium.untilText(".masthead", user);
            assertThat(chromium.run("return location.href")).isEqualTo(view);
            assertThat(chromium.run("return JSON.stringify(localStorage)").toString())
                    .doesNotContain("eyJ");
            chromium.named("React").click();
            chromium.find("[data-kind=creative]").click();
            chromium.untilText(".badge-place", "Creative");
            chromium.named(user).click();
            chromium.named("Sign out").click();
            chromium.untilText("h1", "What people make of it");
            chromium.named("Sign in");
            assertThat(set.provider().signedOut()).singleElement().asString().contains(user);
            assertThat(set.provider().faults()).isEmpty();
        }
    }

    @Test
    default void whoIsDeniedIsToldSoAndMayTryAgain(@TempDir Path folder) throws Exception {
        var chromium = stage().chromium();
        try (Set set = Set.up(stage(), folder)) {
            chromium.openAt(set.host().url() + "#/write/" + stage().subject());
            chromium.named("Sign in").click();
            chromium.find(SIGN_IN).click();
            chromium.named("Deny").click();
            chromium.untilText("[role=alert]", "You were not signed in");
            assertThat(chromium.violations()).isEmpty();
            set.signIn(chromium, "ana");
            chromium.untilText("h1", "Write about");
            assertThat(set.provider().faults()).isEmpty();
        }
    }

    @Test
    default void answersForAnotherSignInAreRefused(@TempDir Path folder) throws Exception {
        var chromium = stage().chromium();
        try (Set set = Set.up(stage(), folder)) {
            chromium.openAt(set.host().url() + "?code=stolen&state=guessed");
            chromium.untilText("[role=alert]", "not begun here");
            set.provider().mixesUp();
            set.signIn(chromium, "ana");
            chromium.untilText("[role=alert]", "not meant for this sign-in");
            assertThat(chromium.run("return sessionStorage.getItem('starfold.token')"))
                    .isNull();
            assertThat(chromium.run("return location.search")).isEqualTo("");
        }
    }

    @Test
    default void aTokenThatIsRefusedIsRenewedUntilTheProviderGivesNoOther(@TempDir Path folder) throws Exception {
        var chromium = stage().chromium();
        String user = "ana-" + stage().subject().substring(6, 14);
        try (Set set = Set.up(stage(), folder)) {
            String stale = stage().system().token(Map.of("sub", user, "exp", 1));
            var first = new AtomicBoolean(true);
            set.provider()
                    .handsOut(each ->
                            first.getAndSet(false) ? stale : stage().system().token(each));
            chromium.openAt(set.host().url() + "#/account");
            set.signIn(chromium, user);
            chromium.untilText(".masthead", user);
            chromium.named(user).click();
            chromium.named("Download your data").click();
            chromium.untilText(".notice", "0 reviews");

            set.provider().forgetsRenewals();
            chromium.run("sessionStorage.setItem('starfold.token', arguments[0])", stale);
            chromium.named("Download your data").click();
            chromium.untilText("h1", "Sign in");
            chromium.untilText("[role=alert]", "Your sign-in has ended");
            assertThat(set.provider().faults()).isEmpty();
        }
    }

    @Test
    default void aProviderThatIsAwayIsSaidToBe(@TempDir Path folder) throws Exception {
        var chromium = stage().chromium();
        try (Set set = Set.up(stage(), folder)) {
            set.provider().isAway(true);
            chromium.openAt(set.host().url() + "#/account");
            chromium.find(SIGN_IN).click();
            chromium.untilText("[role=alert]", "be reached");
            set.provider().isAway(false);
            set.signIn(chromium, "ana");
            chromium.untilText(".masthead", "ana");
        }
    }

    @Test
    default void whoseSignInEndsWhileWritingIsToldSoAndFindsTheDraftAgain(@TempDir Path folder) throws Exception {
        var chromium = stage().chromium();
        String user = "ana-" + stage().subject().substring(6, 14);
        try (Set set = Set.up(stage(), folder)) {
            chromium.openAt(set.host().url() + "#/write/" + stage().subject());
            chromium.named("Sign in").click();
            set.signIn(chromium, user);
            chromium.choose("score", "9");
            chromium.write("body", "Hours of work.");
            chromium.untilText(".preview-place", "Hours of work.");
            String ended = stage().system().token(Map.of("sub", user, "exp", 1));
            chromium.run(
                    "sessionStorage.setItem('starfold.token', arguments[0]); sessionStorage.removeItem('starfold.renewal')",
                    ended);
            chromium.named("Submit").click();
            chromium.untilText("[role=alert]", "What you were writing is kept in this browser.");
            assertThat(chromium.violations()).isEmpty();
            chromium.named("Sign in again").click();
            set.signIn(chromium, user);
            chromium.untilText("[role=status]", "Your draft is back.");
            chromium.named("Submit").click();
            chromium.untilText(".review .author", user);
            assertThat(chromium.text()).doesNotContain("Your sign-in has ended");
        }
    }

    @Test
    default void settingsThatCannotBeReadAreSaidToBe(@TempDir Path folder) throws Exception {
        var chromium = stage().chromium();
        try (Set set = Set.up(stage(), folder)) {
            for (String broken : List.of("{\"issuer\": ", "[]", "{\"issuer\": \"id.example.com\"}")) {
                set.host().isSetUpBy(broken);
                chromium.openAt(set.host().url());
                chromium.untilText("[role=alert]", "can’t read its settings, config.json");
            }
            assertThat(chromium.violations()).isEmpty();
            set.host().isSetUpBy("");
            chromium.named("Try again").click();
            chromium.untilText("h1", "What people make of it");
        }
    }
}
