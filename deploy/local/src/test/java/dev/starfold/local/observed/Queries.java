package dev.starfold.local.observed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.starfold.local.PackagedService;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics that rules and dashboards ask for, and those that a service exposes. */
final class Queries {

    static final Path FOLDER = PackagedService.home().resolve("deploy/observability");

    /** What other exporters expose: Prometheus itself, kubelet, the node exporter. */
    private static final Pattern FOREIGN = Pattern.compile("up|kubelet_.*|node_.*");

    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|on|without|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Set<String> OPERATORS = Set.of("or", "and", "unless", "bool", "offset");

    private Queries() {}

    static JsonNode rules() throws Exception {
        return new YAMLMapper().readTree(FOLDER.resolve("alerts.yaml").toFile()).at("/groups/0/rules");
    }

    static Set<String> ofAlerts() throws Exception {
        return metrics(rules().findValuesAsText("expr"));
    }

    static Set<String> ofDashboard() throws Exception {
        return metrics(new ObjectMapper()
                .readTree(FOLDER.resolve("dashboard.json").toFile())
                .findValuesAsText("expr"));
    }

    /** The names in PromQL that are neither labels nor functions nor operators. */
    static Set<String> metrics(List<String> queries) {
        Set<String> metrics = new TreeSet<>();
        for (String query : queries) {
            String bare = RANGE.matcher(GROUPING.matcher(LABELS.matcher(query).replaceAll(""))
                            .replaceAll(""))
                    .replaceAll("");
            var words = WORD.matcher(bare);
            while (words.find()) {
                boolean function = bare.substring(words.end()).stripLeading().startsWith("(");
                if (!function
                        && !OPERATORS.contains(words.group())
                        && !FOREIGN.matcher(words.group()).matches()) {
                    metrics.add(words.group());
                }
            }
        }
        return metrics;
    }

    static Stream<String> exposed(String metrics) {
        return metrics.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("[{ ]", 2)[0]);
    }
}
