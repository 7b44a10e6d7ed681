package dev.starfold.local.kubernetes;

import static dev.starfold.local.kubernetes.Manifests.name;
import static dev.starfold.local.kubernetes.Manifests.of;
import static dev.starfold.local.kubernetes.Manifests.variables;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starfold.local.PackagedService;
import dev.starfold.local.Service;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics, rights, databases, roles and pods are as {@code deploy/security} has them, and hold no more than they need. */
class RightsIT {

    @BeforeEach
    void kubectl() {
        Manifests.assumeKubectl();
    }

    @Test
    void usersMayDoInKafkaWhatTheSecurityFilesSay() throws Exception {
        Set<String> granted = new TreeSet<>();
        for (JsonNode user : of("production", "KafkaUser")) {
            for (JsonNode acl : user.at("/spec/authorization/acls")) {
                String operations = StreamSupport.stream(acl.path("operations").spliterator(), false)
                        .map(JsonNode::asText)
                        .map(operation ->
                                operation.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
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
                .collect(Collectors.toMap(Manifests::name, topic -> topic.path("spec")));
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
                        .extracting(Manifests::name)
                        .contains(pod.path("serviceAccountName").asText());
            }
        }
    }
}
