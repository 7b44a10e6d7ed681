package dev.starfold.local.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.starfold.local.PackagedService;
import dev.starfold.local.Tools;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertsTest {

    @Test
    void theRulesDoWhatTheirUnitTestsSay() throws Exception {
        assumeTrue(
                Tools.succeeds("promtool", "--version"),
                "promtool is not installed: the rules' unit tests were not run (apt-get install prometheus)");
        Process promtool = new ProcessBuilder("promtool", "test", "rules", "alerts-test.yaml")
                .directory(Queries.FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(promtool.getInputStream().readAllBytes());
        assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(promtool.exitValue()).as(output).isZero();
    }

    @Test
    void everyAlertFiresInAUnitTest() throws Exception {
        JsonNode tests = new YAMLMapper()
                .readTree(Queries.FOLDER.resolve("alerts-test.yaml").toFile());
        Set<String> fired = tests.findValues("alert_rule_test").stream()
                .flatMap(test -> test.valueStream())
                .filter(test -> !test.path("exp_alerts").isEmpty())
                .map(test -> test.path("alertname").asText())
                .collect(Collectors.toSet());
        assertThat(fired)
                .containsExactlyInAnyOrderElementsOf(Set.copyOf(Queries.rules().findValuesAsText("alert")));
    }

    @Test
    void everyAlertLeadsToAnEntryOfTheRunbook() throws Exception {
        Set<String> anchors = Files.readString(PackagedService.home().resolve("deploy/RUNBOOK.md"))
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> "deploy/RUNBOOK.md#" + anchor(line))
                .collect(Collectors.toSet());
        List<String> urls = Queries.rules().findValuesAsText("runbook_url");
        assertThat(urls).hasSameSizeAs(Queries.rules()).allSatisfy(url -> assertThat(anchors)
                .contains(url));
    }

    /** As Markdown's renderers make it of a heading. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }
}
