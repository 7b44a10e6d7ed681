package dev.starfold.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starfold.local.PackagedService;
import dev.starfold.local.Service;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a cluster: that the manifests are what their kinds allow, agree with the services, and with each other. */
class ManifestsIT {

    @BeforeEach
    void kubectl() throws Exception {
        assumeTrue(
                Manifests.kubectlIsInstalled(),
                "kubectl is not installed: the manifests were not rendered and checked");
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

    /** By name, with their values; of secrets the name of the key. */
    private static Map<String, String> variables(String overlay, String kind, Service service) throws Exception {
        Map<String, String> variables = new HashMap<>();
        JsonNode container = container(overlay, kind, service);
        for (JsonNode from : container.path("envFrom")) {
            String name = from.at("/configMapRef/name").asText();
            JsonNode map = of(overlay, "ConfigMap").stream()
                    .filter(each -> name(each).equals(name))
                    .findFirst()
                    .orElseThrow();
            map.path("data")
                    .properties()
                    .forEach(entry ->
                            variables.put(entry.getKey(), entry.getValue().asText()));
        }
        for (JsonNode variable : container.path("env")) {
            variables.put(
                    variable.path("name").asText(),
                    variable.has("value")
                            ? variable.path("value").asText()
                            : variable.at("/valueFrom/secretKeyRef/name").asText());
        }
        return variables;
    }

    private static JsonNode container(String overlay, String kind, Service service) throws Exception {
        return of(overlay, kind).stream()
                .filter(each -> name(each).startsWith(service.title() + "-"))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec/containers/0");
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
        assertThat(routed).hasSize(paths.size());
        for (Service service : Service.values()) {
            for (String path : service.paths()) {
                assertThat(routed).containsEntry(path, service);
            }
            assertThat(routed).containsEntry("/operations/" + service.title(), service);
        }
    }

    @Test
    void usersMayDoInKafkaWhatTheSecurityFilesSay() throws Exception {
        Set<String> granted = new TreeSet<>();
        for (JsonNode user : of("production", "KafkaUser")) {
            for (JsonNode acl : user.at("/spec/authorization/acls")) {
                String operations = StreamSupport.stream(acl.path("operations").spliterator(), false)
                        .map(JsonNode::asText)
                        .map(operation ->
                                operation.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.joining(","));
                granted.add(String.join(
                        " ",
                        name(user),
                        acl.at("/resource/type").asText(),
                        acl.at("/resource/patternType").asText().replace("prefix", "prefixed"),
                        acl.at("/resource/name").asText(),
                        operations));
            }
        }
        assertThat(granted).isEqualTo(acls());
    }

    private static Set<String> acls() throws Exception {
        return Files.readAllLines(PackagedService.home().resolve("deploy/security/kafka-acls.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.replaceAll("\\s+", " "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void topicsAreThoseThatServicesOwnAndKeepWhatTheyPromise() throws Exception {
        Set<String> owned = acls().stream()
                .filter(acl -> acl.contains(" topic ") && acl.contains("write"))
                .map(acl -> acl.split(" ")[3])
                .collect(Collectors.toSet());
        Map<String, JsonNode> topics = of("production", "KafkaTopic").stream()
                .collect(Collectors.toMap(ManifestsIT::name, topic -> topic.path("spec")));
        assertThat(topics.keySet()).isEqualTo(owned);
        topics.forEach((name, topic) -> {
            boolean passing = name.equals("user-events");
            assertThat(topic.at("/config/retention.ms").asLong())
                    .as(name)
                    .isEqualTo(passing ? 30L * 24 * 60 * 60 * 1000 : -1);
            assertThat(topic.at("/config/cleanup.policy").asText()).isEqualTo("delete");
            if (!passing && name.endsWith("-events")) {
                assertThat(topic.at("/config/retention.bytes").asLong()).isEqualTo(-1);
                assertThat(topic.path("partitions").asInt()).isEqualTo(8);
            }
        });
    }

    @Test
    void theDatabasesAndRolesAreThoseOfTheSecurityFiles() throws Exception {
        String sql = Files.readAllLines(PackagedService.home().resolve("deploy/security/roles.sql")).stream()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"));
        List<String> statements = Arrays.stream(sql.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
        JsonNode cluster = of("production", "Cluster").getFirst();
        assertThat(cluster.at("/spec/bootstrap/initdb/postInitSQL"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(statements);
        Set<String> roles = new HashSet<>();
        cluster.at("/spec/managed/roles")
                .forEach(role -> roles.add(role.path("name").asText()));
        Set<String> used = new HashSet<>();
        for (Service service : Service.values()) {
            Map<String, String> serving = variables("production", "Deployment", service);
            Map<String, String> migrating = variables("production", "Job", service);
            used.add(serving.get("QUARKUS_DATASOURCE_USERNAME"));
            used.add(migrating.get("QUARKUS_FLYWAY_USERNAME"));
            assertThat(serving).doesNotContainKeys("QUARKUS_FLYWAY_USERNAME", "QUARKUS_FLYWAY_PASSWORD");
            assertThat(serving.get("QUARKUS_DATASOURCE_REACTIVE_URL"))
                    .endsWith("/" + service.title())
                    .contains(name(cluster) + "-rw:");
        }
        assertThat(roles).isEqualTo(used);
    }

    @Test
    void podsRunWithTheLeastThatTheyNeed() throws Exception {
        for (String kind : List.of("Deployment", "Job")) {
            for (JsonNode workload : of("production", kind)) {
                JsonNode pod = workload.at("/spec/template/spec");
                JsonNode container = pod.at("/containers/0");
                assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                        .isFalse();
                assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
                assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                        .isEqualTo("RuntimeDefault");
                assertThat(container
                                .at("/securityContext/allowPrivilegeEscalation")
                                .asBoolean(true))
                        .isFalse();
                assertThat(container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .isTrue();
                assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                        .isEqualTo("ALL");
                assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
                assertThat(of("production", "ServiceAccount"))
                        .extracting(ManifestsIT::name)
                        .contains(pod.path("serviceAccountName").asText());
            }
        }
    }

    private static List<JsonNode> of(String overlay, String kind) throws Exception {
        List<JsonNode> found = Manifests.rendered(overlay).stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .toList();
        assertThat(found).as(kind).isNotEmpty();
        return found;
    }

    private static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }
}
