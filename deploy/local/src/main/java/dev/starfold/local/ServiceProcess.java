package dev.starfold.local;

import dev.starfold.embedded.JavaOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One packaged service in a process of its own; its log is a file. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(300);

    /**
     * Two processors have no use for a collector beside the work. The one that has none lets the heap grow to its end before it
     * collects what is old: so the end leaves room for a flood of large requests, or a backlog of long reviews, and no more. What
     * is young has room to die there, and what compilers leave behind goes back to the machine.
     */
    private static final List<String> MEMORY = List.of(
            "-Xms112m", "-Xmn64m", "-Xmx256m", "-XX:+UseSerialGC", "-Xss512k", "-XX:TrimNativeHeapInterval=10000");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final int port;
    private final Path log;
    private final ProcessBuilder command;
    private volatile Process process;

    private ServiceProcess(String name, int port, Path log, ProcessBuilder command) throws IOException {
        this.name = name;
        this.port = port;
        this.log = log;
        this.command = command;
        this.process = command.start();
    }

    static String name(Service service, int replica) {
        return service.title() + "-service " + replica;
    }

    /**
     * Starts a replica.
     *
     * @param settings configuration properties of the service
     * @param prefix a command that runs the service's own
     */
    static ServiceProcess start(
            Options options, Service service, int replica, Path log, Map<String, String> settings, List<String> prefix)
            throws IOException {
        Path jar = options.home()
                .resolve(service.title() + "-service")
                .resolve("target")
                .resolve("quarkus-app")
                .resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(service.title() + "-service is not built: run ./mvnw package -DskipTests");
        }
        int port = options.port(service, replica);
        ProcessBuilder command = new ProcessBuilder(new ArrayList<>(prefix));
        command.command()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.command().addAll(MEMORY);
        command.command().addAll(JavaOptions.given());
        command.command().addAll(Training.options(jar));
        command.command().addAll(List.of("-jar", jar.toString()));
        // Else each thread that allocates beside the heap keeps tens of megabytes of its own.
        command.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        settings.forEach((key, value) -> command.environment().put(variable(key), value));
        command.environment().put(variable("quarkus.http.port"), Integer.toString(port));
        command.environment().put(variable("quarkus.management.port"), Integer.toString(managementPort(port)));
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new ServiceProcess(name(service, replica), port, log, command);
    }

    /** Where the service whose HTTP port this is answers operators. */
    public static int managementPort(int port) {
        return port + 1000;
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
    }

    /** Waits until the service says that it is ready. */
    void awaitReady() throws Exception {
        long end = System.nanoTime() + START.toNanos();
        URI ready = URI.create("http://localhost:" + managementPort(port) + "/q/health/ready");
        HttpRequest request =
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
        String last = "no answer";
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " ended while starting:\n" + tail());
            }
            try {
                HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                last = answer.body();
            } catch (IOException notYet) {
                last = notYet.toString();
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException(name + " did not become ready: " + last + "\n" + tail());
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())) + "\n(" + log + ")";
    }

    /** Such as {@code review-service 1}. */
    public String name() {
        return name;
    }

    /** The HTTP port; management is 1000 above. */
    public int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    void stop() {
        process.destroy();
    }

    /** Stops the process if it runs, and starts it again without waiting until it is ready. */
    void restart() throws IOException, InterruptedException {
        close();
        process = command.start();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        if (!process.waitFor(Training.stopSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
