package dev.starfold.review.keycloak;

import dev.starfold.embedded.Ports;
import dev.starfold.embedded.StarfoldTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Keycloak with one realm, unpacked by the profile {@code keycloak}, in place of the JVM's issuer. */
public final class Keycloak implements QuarkusTestResourceLifecycleManager {

    static final String ADMIN = "admin";
    private static final File LOG = new File("target/keycloak.log");

    private final StarfoldTestResource servers = new StarfoldTestResource();
    private Process process;

    @Override
    public Map<String, String> start() {
        // Also when it doesn't come up, or the tests are stopped.
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        try {
            int port = Ports.free();
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
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Built first, once: {@code start-dev} would do so at every start, which takes longer than the rest of it. */
    private void run(int port) throws IOException, InterruptedException {
        Path home = home();
        Path built = home.resolve("built-for-tests");
        if (!Files.exists(built)) {
            var build = command(home, "build", "--db=dev-mem").start();
            if (build.waitFor() != 0) {
                throw new IllegalStateException("Keycloak can't be built: see " + LOG);
            }
            Files.createFile(built);
        }
        Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
        try (var realm = Keycloak.class.getResourceAsStream("/keycloak/starfold-realm.json")) {
            Files.copy(realm, realms.resolve("starfold-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        }
        process = command(
                        home,
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--cache=local",
                        "--http-enabled=true",
                        "--hostname-strict=false",
                        "--http-port=" + port,
                        "--http-management-port=" + Ports.free())
                .start();
    }

    /** With little memory, and compiled quickly rather than well: it answers a few dozen requests. */
    private static ProcessBuilder command(Path home, String... arguments) {
        var command = new ArrayList<>(List.of("sh", home.resolve("bin/kc.sh").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command);
        process.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS_KC_HEAP",
                        "-Xms128m -Xmx512m",
                        "JAVA_OPTS_APPEND",
                        "-XX:TieredStopAtLevel=1",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMIN,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        ADMIN));
        return process.redirectErrorStream(true).redirectOutput(Redirect.appendTo(LOG));
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
            throw new IllegalStateException("Keycloak ended while starting: see " + LOG);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void stop() {
        servers.stop();
        end();
    }

    /** Keycloak is a child of its script. */
    private void end() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
