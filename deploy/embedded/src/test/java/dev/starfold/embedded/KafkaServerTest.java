package dev.starfold.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {

    @TempDir
    Path folder;

    @Test
    void messagesSurviveARestartAndTheKillingOfTheBroker() throws Exception {
        try (KafkaServer server = onFolder()) {
            int port = server.port();
            createTopic(server);
            send(server, "stopped");
            server.stop();
            server.restart();

            assertThat(server.port()).isEqualTo(port);
            assertThat(received(server, 1)).containsExactly("stopped");
            send(server, "killed");
            kill(server.pid());
        }
        try (KafkaServer server = onFolder()) {
            assertThat(received(server, 2)).containsExactly("stopped", "killed");
            assertThatThrownBy(this::onFolder)
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("is in use by a running server");
        }
    }

    @Test
    void aTakenPortIsOneClearError() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(KafkaServer.builder().port(other.getLocalPort())::start)
                    .isInstanceOf(ServerException.class)
                    .hasMessage(
                            "Port %s is taken: stop what listens there, or give Kafka another", other.getLocalPort());
        }
    }

    @Test
    void aWrongSettingFailsWithTheReason() {
        assertThatThrownBy(KafkaServer.builder().setting("num.io.threads", "many")::start)
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("num.io.threads");
    }

    private KafkaServer onFolder() {
        return KafkaServer.builder()
                .dataDirectory(folder.resolve("data with space"))
                .start();
    }

    private static void createTopic(KafkaServer server) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("words", Optional.of(1), Optional.empty())))
                    .all()
                    .get(10, SECONDS);
        }
    }

    private static void send(KafkaServer server, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", server.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("words", value)).get(10, SECONDS);
        }
    }

    /** As a group member, so that the group coordinator is seen to work. */
    private static List<String> received(KafkaServer server, int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                server.bootstrapServers(),
                "group.id",
                "readers-" + server.pid(),
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest");
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + SECONDS.toNanos(20);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("words"));
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
            }
        }
        return values;
    }

    private static void kill(long pid) {
        ProcessHandle broker = ProcessHandle.of(pid).orElseThrow();
        broker.destroyForcibly();
        broker.onExit().join();
    }
}
