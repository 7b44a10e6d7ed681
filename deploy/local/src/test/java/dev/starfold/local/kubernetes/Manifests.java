package dev.starfold.local.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.starfold.local.PackagedService;
import dev.starfold.local.Service;
import dev.starfold.local.Tools;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Manifests as a cluster's API server would take them: into typed models, refusing what it doesn't know. */
final class Manifests {

    static final Path FOLDER = PackagedService.home().resolve("deploy/kubernetes");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

    /** Kubernetes' models and Strimzi's keep fields that they don't know, unless told not to. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Service", io.fabric8.kubernetes.api.model.Service.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("kafka.strimzi.io/v1beta2/Kafka", Kafka.class),
            Map.entry("kafka.strimzi.io/v1beta2/KafkaNodePool", KafkaNodePool.class),
            Map.entry("kafka.strimzi.io/v1beta2/KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1beta2/KafkaUser", KafkaUser.class));

    private Manifests() {}

    /** Skips a test where nothing can render the manifests, and says so. */
    static void assumeKubectl() {
        assumeTrue(
                Tools.succeeds("kubectl", "version", "--client"),
                "kubectl is not installed: the manifests were not rendered and checked");
    }

    /** What {@code kubectl apply -k} would send. */
    static List<JsonNode> rendered(String overlay) throws Exception {
        String known = RENDERED.get(overlay);
        if (known == null) {
            known = kustomized(overlay);
            RENDERED.put(overlay, known);
        }
        return documents(known);
    }

    private static String kustomized(String overlay) throws Exception {
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", "overlays/" + overlay)
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(kubectl.getInputStream().readAllBytes());
        assertThat(kubectl.waitFor(60, TimeUnit.SECONDS) ? kubectl.exitValue() : -1)
                .isZero();
        return output;
    }

    static List<JsonNode> documents(String yaml) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            values.forEachRemaining(documents::add);
        }
        return documents;
    }

    /** Fails where a field is unknown, misplaced, or of another type. */
    static void decode(JsonNode manifest) throws IOException {
        String kind = manifest.path("apiVersion").asText() + "/"
                + manifest.path("kind").asText();
        Class<?> model = MODELS.get(kind);
        if (model != null) {
            STRICT.treeToValue(manifest, model);
            return;
        }
        try (var schema =
                Manifests.class.getResourceAsStream("/crds/%s.json".formatted(kind.replaceFirst(".*/", "")))) {
            assertThat(schema).as("a schema of " + kind).isNotNull();
            JsonNode read = STRICT.readTree(schema);
            assertThat(read.path("$id").asText()).isEqualTo(kind);
            ((ObjectNode) read).remove("$id");
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(read)
                            .validate(manifest))
                    .as(manifest.path("kind").asText())
                    .isEmpty();
        }
    }

    /** By name, with their values; of secrets the name of the key. */
    static Map<String, String> variables(String overlay, String kind, Service service) throws Exception {
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

    /** The container of a service's deployment or job. */
    static JsonNode container(String overlay, String kind, Service service) throws Exception {
        return of(overlay, kind).stream()
                .filter(each -> name(each).startsWith(service.title() + "-"))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec/containers/0");
    }

    /** Those of a kind, of which there must be some. */
    static List<JsonNode> of(String overlay, String kind) throws Exception {
        List<JsonNode> found = Manifests.rendered(overlay).stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .toList();
        assertThat(found).as(kind).isNotEmpty();
        return found;
    }

    static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }
}
