package dev.starfold.local;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One packaged service, configured by its environment alone. It listens on ports that it is given when it opens them, and
 * says so in its log: one sought beforehand could be taken by the time it is ready for it.
 */
public final class PackagedService implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LISTENS = Pattern.compile(
            "Listening on: https?://[^ :]+:(\\d+)\\. Management interface listening on https?://[^ :]+:(\\d+)\\.");

    private final Path log;
    private final Process process;
    private Optional<Listening> listening = Optional.empty();

    private PackagedService(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    /** Starts it; it may not be ready yet. */
    public static PackagedService start(Service service, Path log, Map<String, String> settings) throws IOException {
        return start(home(), service, log, settings);
    }

    /** The same, of another checkout. */
    public static PackagedService start(Path home, Service service, Path log, Map<String, String> settings)
            throws IOException {
        Path jar = home.resolve(service.title() + "-service/target/quarkus-app/quarkus-run.jar");
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString());
        command.environment().put("QUARKUS_HTTP_PORT", "0");
        command.environment().put("QUARKUS_HTTP_SSL_PORT", "0");
        command.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
        command.environment().put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        settings.forEach((key, value) -> command.environment().put(variable(key), value));
        command.redirectErrorStream(true).redirectOutput(log.toFile());
        return new PackagedService(log, command.start());
    }

    /** The folder of the checkout. */
    public static Path home() {
        return Path.of("").toAbsolutePath().getParent().getParent();
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** The port of its calls. */
    public int port() {
        return listening().orElseThrow().port();
    }

    /** The port of health and metrics. */
    public int management() {
        return listening().orElseThrow().management();
    }

    /** Where it listens, once it does. */
    private synchronized Optional<Listening> listening() {
        if (listening.isEmpty()) {
            Matcher listens = LISTENS.matcher(log());
            if (listens.find()) {
                listening = Optional.of(
                        new Listening(Integer.parseInt(listens.group(1)), Integer.parseInt(listens.group(2))));
            }
        }
        return listening;
    }

    private record Listening(int port, int management) {}

    /** What the service says about its readiness: a status and a body; status 0 while it says nothing. */
    public Readiness readiness() throws InterruptedException {
        if (listening().isEmpty()) {
            return new Readiness(0, "does not listen yet");
        }
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + management() + "/q/health/ready"));
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Readiness(answer.statusCode(), answer.body());
        } catch (IOException notYet) {
            return new Readiness(0, notYet.toString());
        }
    }

    /** Fails when it is not ready within two minutes, or ends by itself. */
    public void awaitReady() {
        await().atMost(Duration.ofSeconds(120))
                .failFast(this::assertAlive)
                .until(() -> readiness().status() == 200);
    }

    /** An answer of {@code /q/health/ready}. */
    public record Readiness(int status, String body) {}

    /** The code with which the service ended by itself. */
    public int exit() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running: " + log());
        }
        return process.exitValue();
    }

    /** Fails, with its log, when it has ended. */
    public void assertAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("ended by itself with " + process.exitValue() + ": " + end(log()));
        }
    }

    /** Where the reason is, without the long way there. */
    private static String end(String log) {
        return log.substring(Math.max(0, log.length() - 8_000));
    }

    /** All that it logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
