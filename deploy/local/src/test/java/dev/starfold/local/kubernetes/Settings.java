package dev.starfold.local.kubernetes;

import dev.starfold.local.PackagedService;
import dev.starfold.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The variables that a packaged service reads: its own properties, those of its extensions, those of Kafka's clients. */
final class Settings {

    private static final Pattern OWN = Pattern.compile("\"(starfold\\.[a-z.-]+)\"");
    private static final Pattern EXTENSIONS = Pattern.compile(
            "\"environmentVariable\"\\s*:\\s*\"([A-Z0-9_]+)\",\\s*\"property\"[^}]*},\\s*\"phase\"\\s*:\\s*\"([A-Z_]+)\"");

    private Settings() {}

    static Set<String> of(Service service) throws IOException {
        Set<String> variables = new TreeSet<>(Set.of("QUARKUS_PROFILE", "JAVA_TOOL_OPTIONS"));
        ProducerConfig.configNames().forEach(name -> variables.add(variable("kafka." + name)));
        Path home = PackagedService.home();
        for (String file : new String[] {
            service.title() + "-service/src/main/resources/application.properties",
            "event-store/src/main/resources/META-INF/microprofile-config.properties"
        }) {
            Properties properties = new Properties();
            try (var in = Files.newBufferedReader(home.resolve(file))) {
                properties.load(in);
            }
            properties.stringPropertyNames().forEach(name -> variables.add(variable(name)));
        }
        for (String module : new String[] {service.title() + "-service", "event-store"}) {
            try (Stream<Path> sources = Files.walk(home.resolve(module + "/src/main/java"))) {
                for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                        .toList()) {
                    OWN.matcher(Files.readString(source))
                            .results()
                            .forEach(found -> variables.add(variable(found.group(1))));
                }
            }
        }
        try (Stream<Path> jars = Files.list(home.resolve(service.title() + "-service/target/quarkus-app/lib/main"))) {
            for (Path jar :
                    jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
                addExtension(jar, variables);
            }
        }
        return variables;
    }

    /** Those that are read at run time: what was decided when the service was built, no variable changes. */
    private static void addExtension(Path jar, Set<String> variables) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            var model = file.getEntry("META-INF/quarkus-config-doc/quarkus-config-model.json");
            if (model != null) {
                String json = new String(file.getInputStream(model).readAllBytes());
                EXTENSIONS
                        .matcher(json)
                        .results()
                        .filter(found -> found.group(2).equals("RUN_TIME"))
                        .forEach(found -> variables.add(found.group(1)));
            }
        }
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
