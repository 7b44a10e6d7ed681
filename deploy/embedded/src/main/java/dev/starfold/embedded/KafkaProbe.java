package dev.starfold.embedded;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Asks a broker, as any client would, whether it serves. */
final class KafkaProbe {

    private static final int LIMIT_MS = 5_000;

    private KafkaProbe() {}

    static boolean answers(Map<String, String> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.putAll(Map.of(
                "client.id",
                "starfold-probe",
                "default.api.timeout.ms",
                LIMIT_MS,
                "request.timeout.ms",
                LIMIT_MS,
                "enable.metrics.push",
                false));
        try (Admin admin = Admin.create(config)) {
            // A broker that is not yet admitted by its controller is in no list.
            return !admin.describeCluster()
                    .nodes()
                    .get(LIMIT_MS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted while Kafka was starting", e);
        }
    }
}
