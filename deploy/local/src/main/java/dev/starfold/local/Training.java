package dev.starfold.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What deploy/train does: runs the services under some load, upon which each leaves a cache (JEP 483) beside its jar with
 * what it had to load, link and learn. Those that start from it are ready in a third of the time. A service whose jar or Java
 * is another one than the cache's starts without it.
 */
public final class Training {

    /**
     * While a service starts, its optimising compiler takes a third of all processor time from what is waited for. What it learnt
     * in training would have it begin at once; without, and with four times its thresholds, it begins under load, and is as far
     * after a minute of that. A Java that has no such option any more starts all the same.
     */
    static final List<String> LATER_OPTIMISED = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTReplayTraining",
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000");

    private static final boolean TRAINING = Boolean.getBoolean("starfold.train");
    private static final Duration LOAD = Duration.ofSeconds(20);
    private static final int CLIENTS = 8;
    private static final String TEXT = "A text with **some** Markdown in it. ".repeat(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalSystem system;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private Training(LocalSystem system) {
        this.system = system;
    }

    /** The system property {@code starfold.home} names the checkout, {@code starfold.train} is true. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("starfold.home", ".")).toAbsolutePath();
        Path data = home.resolve("deploy/local/target/training");
        Options options = Options.onFreePorts(home, data, Map.of());
        try (LocalSystem system = LocalSystem.start(options, line -> {})) {
            new Training(system).run();
        }
    }

    /** What a service's Java is told of its cache. */
    static List<String> options(Path jar) {
        Path cache = jar.resolveSibling("app.aot");
        if (TRAINING) {
            return List.of("-XX:AOTCacheOutput=" + cache);
        }
        if (!Files.exists(cache)) {
            return List.of();
        }
        var options = new ArrayList<>(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off"));
        options.addAll(LATER_OPTIMISED);
        return options;
    }

    /** How long a service may take to end; in training it then writes its cache. */
    static int stopSeconds() {
        return TRAINING ? 300 : 20;
    }

    /** Several clients at once: what is busy learns more of itself than what is idle most of the time. */
    private void run() throws Exception {
        long end = System.nanoTime() + LOAD.toNanos();
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                running.add(clients.submit(() -> {
                    while (System.nanoTime() < end) {
                        oneReview(next.getAndIncrement());
                    }
                    return null;
                }));
            }
            for (Future<?> client : running) {
                client.get();
            }
        }
    }

    private void oneReview(int number) throws Exception {
        String author = token("author-" + number % 50);
        String subject = "training:" + number;
        String review = "{\"subject\": \"%s\", \"score\": %d, \"body\": \"%s\"}";
        String created = send("POST", "/reviews", author, review.formatted(subject, 1 + number % 10, TEXT));
        String id = created.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        send("PUT", "/reactions/" + UUID.fromString(id), token("reader"), "{\"kind\": \"nice\"}");
        send("GET", "/ratings/" + subject, author, "");
        send("GET", "/reviews?limit=5&subject=" + subject, author, "");
    }

    private String token(String user) {
        return tokens.computeIfAbsent(user, system.issuer()::token);
    }

    private String send(String method, String path, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.gatewayUrl() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
