package dev.starfold.review.keycloak;

import dev.starfold.embedded.StarfoldTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Keycloak with one realm, unpacked by the profile {@code keycloak}, in place of the JVM's issuer. */
public final class Keycloak implements QuarkusTestResourceLifecycleManager {

    static final String ADMIN = "admin";

    private final StarfoldTestResource servers = new StarfoldTestResource();
    private Process process;

    @Override
    public Map<String, String> start() {
        try {
            int port = freePort();
            String url = "http://localhost:" + port;
            run(port);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(15))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> serves(url + "/realms/starfold/.well-known/openid-configuration"));
            servers.init(Map.of("database", "review"));
            var settings = new HashMap<>(servers.start());
            // The configuration that the README gives, and nothing else.
            settings.put("quarkus.oidc.auth-server-url", url + "/realms/starfold");
            settings.put("quarkus.oidc.token.audience", "starfold");
            settings.put("quarkus.oidc.roles.role-claim-path", "realm_access/roles");
            settings.put("quarkus.oidc.token.forced-jwk-refresh-interval", "1S");
            settings.put("starfold.keys.refresh", "2s");
            settings.put("test.keycloak", url);
            return settings;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(int port) throws IOException {
        Path home = home();
        Path data = home.resolve("data");
        // Else it would be the realm as the last run left it.
        delete(data);
        Path realms = Files.createDirectories(data.resolve("import"));
        try (var realm = Keycloak.class.getResourceAsStream("/keycloak/starfold-realm.json")) {
            Files.copy(realm, realms.resolve("starfold-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        }
        var command = new ProcessBuilder(
                "sh",
                home.resolve("bin").resolve("kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-port=" + port,
                "--http-management-port=" + freePort());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        command.redirectErrorStream(true).redirectOutput(new File("target/keycloak.log"));
        process = command.start();
    }

    private static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static Path home() throws IOException {
        Path unpacked = Path.of("target", "keycloak");
        try (Stream<Path> found = Files.isDirectory(unpacked) ? Files.list(unpacked) : Stream.empty()) {
            return found.filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no Keycloak in " + unpacked.toAbsolutePath()
                            + ": run with the Maven profile keycloak, which fetches it from Maven Central"))
                    .toAbsolutePath();
        }
    }

    private boolean serves(String url) throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak ended while starting: see target/keycloak.log");
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        servers.stop();
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
