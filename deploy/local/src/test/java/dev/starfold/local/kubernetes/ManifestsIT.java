package dev.starfold.local.kubernetes;

import static dev.starfold.local.kubernetes.Manifests.container;
import static dev.starfold.local.kubernetes.Manifests.name;
import static dev.starfold.local.kubernetes.Manifests.of;
import static dev.starfold.local.kubernetes.Manifests.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starfold.local.Service;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a cluster: that the manifests are what their kinds allow, agree with the services, and with each other. */
class ManifestsIT {

    @BeforeEach
    void kubectl() {
        Manifests.assumeKubectl();
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "small"})
    void everyManifestIsWhatItsKindAllows(String overlay) throws Exception {
        List<JsonNode> manifests = Manifests.rendered(overlay);
        assertThat(manifests).hasSizeGreaterThan(30);
        for (JsonNode manifest : manifests) {
            Manifests.decode(manifest);
        }
    }

    @Test
    void soIsTheOneForRestoring() throws Exception {
        for (JsonNode manifest : Manifests.documents(Files.readString(Manifests.FOLDER.resolve("restore.yaml")))) {
            Manifests.decode(manifest);
        }
    }

    /** Lest the check above let anything pass. */
    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "Kafka", "Cluster", "ScaledObject", "NetworkPolicy"})
    void anUnknownFieldIsFound(String kind) throws Exception {
        JsonNode manifest = of("production", kind).getFirst();
        ((ObjectNode) manifest.path("spec")).put("replikas", 3);
        assertThatThrownBy(() -> Manifests.decode(manifest)).hasMessageContaining("replikas");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyVariableIsReadByTheService(Service service) throws Exception {
        Set<String> read = Settings.of(service);
        for (String overlay : List.of("production", "small")) {
            for (String kind : List.of("Deployment", "Job")) {
                assertThat(variables(overlay, kind, service).keySet())
                        .isNotEmpty()
                        .isSubsetOf(read);
            }
        }
    }

    /** Else the kernel ends it, amid a backlog, once the heap has grown to its limit. */
    @ParameterizedTest
    @EnumSource(Service.class)
    void theHeapLeavesTheMemoryThatTheRestTakes(Service service) throws Exception {
        for (String overlay : List.of("production", "small")) {
            String limit = container(overlay, "Deployment", service)
                    .at("/resources/limits/memory")
                    .asText();
            String options = Objects.requireNonNull(
                    variables(overlay, "Deployment", service).get("JAVA_TOOL_OPTIONS"));
            double heap = Double.parseDouble(options.replaceFirst(".*MaxRAMPercentage=([0-9.]+).*", "$1")) / 100;
            assertThat(limit).endsWith("Mi");
            assertThat(Double.parseDouble(limit.replace("Mi", "")) * (1 - heap))
                    .as(overlay)
                    .isGreaterThanOrEqualTo(250);
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void portsMatchFromTheIngressToTheProbes(Service service) throws Exception {
        Map<String, String> variables = variables("production", "Deployment", service);
        JsonNode container = container("production", "Deployment", service);
        Map<String, String> ports = new HashMap<>();
        container
                .path("ports")
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asText()));
        assertThat(ports)
                .containsOnly(
                        Map.entry("http", variables.get("QUARKUS_HTTP_PORT")),
                        Map.entry("management", variables.get("QUARKUS_MANAGEMENT_PORT")));
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo("management");
        }
        JsonNode routed = of("production", "Service").stream()
                .filter(each -> name(each).equals(service.title() + "-service"))
                .findFirst()
                .orElseThrow();
        assertThat(routed.at("/spec/ports/0/targetPort").asText()).isEqualTo("http");
        JsonNode template = of("production", "Deployment").stream()
                .filter(each -> name(each).equals(service.title() + "-service"))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/metadata");
        assertThat(template.at("/annotations/prometheus.io~1port").asText())
                .isEqualTo(variables.get("QUARKUS_MANAGEMENT_PORT"));
        routed.at("/spec/selector").properties().forEach(label -> assertThat(
                        template.path("labels").path(label.getKey()))
                .isEqualTo(label.getValue()));
        Set<String> open = new TreeSet<>();
        of("production", "NetworkPolicy").stream()
                .filter(each -> name(each).equals("services"))
                .forEach(policy -> policy.at("/spec/ingress")
                        .forEach(rule -> open.add(rule.at("/ports/0/port").asText())));
        assertThat(open).isEqualTo(Set.copyOf(ports.values()));
    }

    @Test
    void theIngressRoutesWhatTheGatewayDoes() throws Exception {
        JsonNode paths = of("production", "Ingress").getFirst().at("/spec/rules/0/http/paths");
        Map<String, Service> routed = new HashMap<>();
        for (JsonNode path : paths) {
            String backend = path.at("/backend/service/name").asText();
            for (Service service : Service.values()) {
                if (service.serves(path.path("path").asText())) {
                    routed.put(path.path("path").asText(), service);
                    assertThat(backend).isEqualTo(service.title() + "-service");
                }
            }
        }
        assertThat(paths)
                .filteredOn(path -> path.path("path").asText().equals("/"))
                .singleElement()
                .extracting(path -> path.at("/backend/service/name").asText())
                .isEqualTo("page");
        assertThat(routed).hasSize(paths.size() - 1);
        for (Service service : Service.values()) {
            for (String path : service.paths()) {
                assertThat(routed).containsEntry(path, service);
            }
            assertThat(routed).containsEntry("/operations/" + service.title(), service);
        }
    }
}
