package dev.starfold.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledOwnerTest {

    @TempDir
    Path temporary;

    private Path folder;
    private Process owner;
    private ProcessHandle server;

    @BeforeEach
    void startAnOwner() throws IOException {
        folder = temporary.resolve("data");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        owner = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerOwner.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(new InputStreamReader(owner.getInputStream(), UTF_8));
        server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    }

    @Test
    void theServerOfAnotherJvmKeepsItsFolder() {
        assertThatThrownBy(() ->
                        PostgresServer.builder().dataDirectory(folder).start().close())
                .isInstanceOf(ServerException.class)
                .hasMessage("The data in %s is in use by a running server: stop it first", folder);
        assertThat(server.isAlive()).isTrue();
        owner.destroy();
        serverEnds();
    }

    @Test
    void noServerSurvivesTheKillingOfItsJvm() {
        owner.destroyForcibly();

        serverEnds();
    }

    @Test
    void aServerLeftRunningIsReplaced() {
        owner.children().filter(child -> child.pid() != server.pid()).forEach(watchdog -> {
            watchdog.destroyForcibly();
            watchdog.onExit().join();
        });
        owner.destroyForcibly();
        owner.onExit().join();
        assertThat(server.isAlive()).isTrue();

        try (PostgresServer next =
                PostgresServer.builder().dataDirectory(folder).start()) {
            next.createDatabase("answers");
            assertThat(server.isAlive()).isFalse();
        }
    }

    private void serverEnds() {
        await().atMost(Duration.ofSeconds(60)).until(() -> !server.isAlive());
    }
}
