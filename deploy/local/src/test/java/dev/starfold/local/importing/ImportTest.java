package dev.starfold.local.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command before a server that takes lines once, refuses those with {@code bad} in them, and has bad days. */
class ImportTest {

    private static final Patience SHORT =
            new Patience(Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMillis(500), Duration.ofSeconds(60));
    private static final int CUT = -1;

    @TempDir
    Path folder;

    private final Set<String> taken = new HashSet<>();
    private final List<Integer> requests = new ArrayList<>();
    private final Deque<Integer> troubles = new ArrayDeque<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/imports", this::take);
        server.createContext("/dev/token", exchange -> answer(exchange, 200, "{\"token\":\"t\"}"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void linesGoInChunksAndWhatIsRejectedIsNamedByItsPlaceInTheFile() throws Exception {
        String lines = lines(12_000).replace("\"author\":\"u7000\"", "\"author\":\"bad\"");
        assertThat(run(lines)).isEqualTo(1);
        assertThat(requests).containsExactly(0, 5_000, 5_000, 2_000);
        assertThat(text(out))
                .startsWith("11,999 accepted, 0 unchanged, 1 rejected in ")
                .contains("  line 7000: author: is bad\n");
    }

    @Test
    void aChunkIsSentAgainUntilItIsTaken() throws Exception {
        troubles.addAll(List.of(200, 503, CUT, 429, 502));
        assertThat(run(lines(6_000))).isZero();
        assertThat(requests).containsExactly(0, 5_000, 5_000, 5_000, 5_000, 5_000, 1_000);
        assertThat(text(out)).startsWith("1,000 accepted, 5,000 unchanged, 0 rejected");
        assertThat(taken).hasSize(6_000);
        assertThat(text(err)).contains("answers 503; trying again in ");
    }

    @Test
    void itGivesUpWhenNothingGetsBetter() throws Exception {
        IntStream.range(0, 1_000).forEach(_ -> troubles.add(503));
        assertThat(run(lines(1))).isEqualTo(2);
        assertThat(text(err)).contains("import: gave up after").contains("answers 503");
    }

    @Test
    void aRefusalEndsItAtOnce() throws Exception {
        troubles.addAll(List.of(401, 403, 415));
        assertThat(run(lines(1))).isEqualTo(2);
        assertThat(text(err)).contains("401: the token is wrong or has expired");
        assertThat(run(lines(1))).isEqualTo(2);
        assertThat(text(err)).contains("403: the token lacks the role operator");
        assertThat(run(lines(1))).isEqualTo(2);
        assertThat(text(err)).contains("415");
        assertThat(requests).containsExactly(0, 0, 0);
    }

    @Test
    void withoutAServerOrAFileItSaysSo() throws Exception {
        assertThat(command("absent")).isEqualTo(2);
        assertThat(text(err)).contains("'absent'");
        Path file = Files.writeString(folder.resolve("one"), lines(1));
        server.stop(0);
        assertThat(command(file.toString())).isEqualTo(2);
        assertThat(text(err)).contains("nothing answers at http://");
    }

    @Test
    void jikanReviewsAreSentAsLines() throws Exception {
        Path page = Path.of("src/test/resources/jikan/reviews.json");
        assertThat(command(page.toString(), "--subject", "book:1")).isEqualTo(1);
        assertThat(text(out)).startsWith("3 accepted, 0 unchanged, 3 rejected");
    }

    private static String lines(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"subject\":\"anime:1\",\"author\":\"u%d\",\"score\":7}\n".formatted(i))
                .collect(Collectors.joining());
    }

    private int run(String content) throws IOException {
        return command(Files.writeString(folder.resolve("reviews"), content).toString());
    }

    private int command(String... arguments) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", "http://localhost:" + server.getAddress().getPort()));
        return Import.run(
                all,
                0,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                SHORT);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Takes the lines even when the answer is then cut off. */
    private void take(HttpExchange exchange) throws IOException {
        List<String> lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        requests.add(lines.size());
        int trouble = troubles.isEmpty() ? 200 : troubles.pop();
        if (trouble > 200) {
            answer(exchange, trouble, "{}");
            return;
        }
        int accepted = 0;
        List<String> rejected = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("\"bad\"")) {
                rejected.add("{\"line\":%d,\"field\":\"author\",\"message\":\"is bad\"}".formatted(i + 1));
            } else if (taken.add(lines.get(i))) {
                accepted++;
            }
        }
        if (trouble == CUT) {
            exchange.close();
            return;
        }
        int unchanged = lines.size() - accepted - rejected.size();
        answer(
                exchange,
                200,
                "{\"accepted\":%d,\"unchanged\":%d,\"rejected\":%s,\"rejectedCount\":%d}"
                        .formatted(accepted, unchanged, rejected, rejected.size()));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
