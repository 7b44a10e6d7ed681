package dev.starfold.local.kubernetes;

import static dev.starfold.local.kubernetes.Manifests.name;
import static dev.starfold.local.kubernetes.Manifests.of;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.local.PackagedService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cluster serves all of the page, and nobody serves it with less of a policy than another. */
class PageFilesIT {

    private static final Path DEPLOY = PackagedService.home().resolve("deploy");
    private static final Pattern POLICY = Pattern.compile("default-src 'none'; script-src[^\"]*trusted-types starfold");

    @BeforeEach
    void kubectl() {
        Manifests.assumeKubectl();
    }

    @Test
    void everyFileOfThePageIsMounted() throws Exception {
        Set<String> mounted = new TreeSet<>();
        for (JsonNode map : of("production", "ConfigMap")) {
            String folder = name(map).replaceFirst("^page-(css|fonts|js|views)-\\w+$", "$1/");
            if (folder.endsWith("/") || name(map).startsWith("page-root-")) {
                for (String part : List.of("data", "binaryData")) {
                    map.path(part)
                            .fieldNames()
                            .forEachRemaining(file -> mounted.add(folder.endsWith("/") ? folder + file : file));
                }
            }
        }
        Set<String> files = new TreeSet<>();
        Path page = DEPLOY.resolve("page");
        try (Stream<Path> found = Files.walk(page)) {
            found.filter(Files::isRegularFile)
                    .map(file -> page.relativize(file).toString())
                    .filter(file -> file.matches("(css|fonts|js|views)/.*|index.html|star.svg"))
                    .forEach(files::add);
        }
        assertThat(mounted).isEqualTo(files);
    }

    @Test
    void thePolicyIsTheLocalGatewaysAndTheProvidersOrigin() throws Exception {
        String local = Files.readString(DEPLOY.resolve("local/src/main/java/dev/starfold/local/Page.java"))
                .replaceAll("\"\\s*\\+ \"", "");
        String compose = Files.readString(DEPLOY.resolve("compose.yaml"));
        String cluster = Files.readString(DEPLOY.resolve("kubernetes/base/page/default.conf.template"));
        assertThat(List.of(policy(compose), policy(cluster))).containsOnly(policy(local));
    }

    private static String policy(String text) {
        var found = POLICY.matcher(text.replaceAll("connect-src 'self' \\$\\{[^}]*}", "connect-src 'self'"));
        assertThat(found.find()).isTrue();
        return found.group();
    }
}
