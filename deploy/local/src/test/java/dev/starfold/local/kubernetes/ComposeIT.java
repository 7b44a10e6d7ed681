package dev.starfold.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.local.PackagedService;
import dev.starfold.local.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/** Without an engine: that {@code deploy/compose.yaml} agrees with the services and with itself. */
class ComposeIT {

    private static final Path FILE = PackagedService.home().resolve("deploy/compose.yaml");
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)");

    private static Map<String, Map<String, Object>> containers;
    private static String text;

    @BeforeAll
    static void read() throws Exception {
        text = Files.readString(FILE);
        containers = cast(new Yaml().<Map<String, Object>>load(text).get("services"));
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    private static Map<String, Object> environment(String container) {
        return cast(containers.get(container).get("environment"));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyVariableIsReadByTheService(Service service) throws Exception {
        Set<String> read = Settings.of(service);
        Map<String, Object> serving = environment(service.title() + "-service");
        Map<String, Object> migrating = environment(service.title() + "-migration");
        assertThat(serving.keySet()).isNotEmpty().isSubsetOf(read);
        assertThat(migrating.keySet()).isSubsetOf(read);
        assertThat(serving)
                .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "false")
                .containsEntry("QUARKUS_DATASOURCE_USERNAME", service.title() + "_service");
        assertThat(migrating)
                .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "true")
                .containsEntry("QUARKUS_INIT_AND_EXIT", "true")
                .containsEntry("QUARKUS_FLYWAY_USERNAME", service.title() + "_owner");
        assertThat(serving.get("QUARKUS_DATASOURCE_REACTIVE_URL")).asString().endsWith("/" + service.title());
        assertThat(String.valueOf(containers.get(service.title() + "-service").get("healthcheck")))
                .contains("localhost/" + serving.get("QUARKUS_MANAGEMENT_PORT") + " ");
    }

    @Test
    void theGatewayRoutesWhatThatOfDeployUpDoes() {
        for (Service service : Service.values()) {
            Set<String> routed = new TreeSet<>();
            var location = Pattern.compile("location ~ \\^/\\(([^)]*)\\)[^}]*" + service.title() + "-service:(\\d+);")
                    .matcher(text);
            assertThat(location.find()).isTrue();
            for (String path : location.group(1).split("\\|")) {
                routed.add("/" + path);
            }
            Set<String> served = new TreeSet<>(service.paths());
            served.add("/operations/" + service.title());
            assertThat(routed).isEqualTo(served);
            assertThat(location.group(2))
                    .isEqualTo(String.valueOf(
                            environment(service.title() + "-service").get("QUARKUS_HTTP_PORT")));
        }
    }

    @Test
    void whatItNeedsIsInTheExampleAndWhatItMountsIsThere() throws Exception {
        Set<String> example = Files.readAllLines(FILE.resolveSibling("compose.env.example")).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());
        Set<String> needed =
                VARIABLE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
        needed.removeAll(Set.of("STARFOLD_AUDIENCE", "STARFOLD_PAGE_CLIENT"));
        assertThat(example).isEqualTo(needed);
        for (String container : List.of("postgres", "gateway")) {
            List<String> volumes = cast(containers.get(container).get("volumes"));
            assertThat(volumes)
                    .filteredOn(volume -> volume.startsWith("./"))
                    .isNotEmpty()
                    .allSatisfy(volume -> assertThat(FILE.resolveSibling(volume.split(":")[0]))
                            .exists());
        }
    }

    @Test
    void whatDependsOnAPartDependsOnOneThatIsThere() {
        containers.forEach((name, container) -> {
            Object needed = container.get("depends_on");
            if (needed instanceof Map<?, ?> conditions) {
                assertThat(containers.keySet()).as(name).containsAll(cast(conditions.keySet()));
            } else if (needed instanceof List<?> names) {
                assertThat(containers.keySet()).as(name).containsAll(cast(names));
            }
        });
    }
}
