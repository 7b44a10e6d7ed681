package dev.starfold.local.faults;

import dev.starfold.local.Service;
import dev.starfold.local.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Between the parts of a system: a network that can be harmed from each service to PostgreSQL and from everybody to Kafka, and,
 * where libfaketime is installed, a clock of its own for PostgreSQL and for each replica.
 */
public final class HarmfulWiring implements Wiring, AutoCloseable {

    private final Path folder;
    private final Map<Service, TcpProxy> postgres = new EnumMap<>(Service.class);
    private final Map<String, FakeClock> clocks = new ConcurrentHashMap<>();
    private TcpProxy kafka;

    /** @param folder holds how far the clocks are off */
    public HarmfulWiring(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    @Override
    public synchronized int postgres(Service service, int port) {
        return postgres.computeIfAbsent(service, same -> to(port)).port();
    }

    @Override
    public synchronized int kafka(int port) {
        if (kafka == null) {
            kafka = to(port);
        }
        return kafka.port();
    }

    @Override
    public List<String> prefix(String part) {
        // Kafka's clock stays: its clients see nothing of it but the times of records.
        return part.equals("kafka") || FakeClock.missing() != null
                ? List.of()
                : clocks.computeIfAbsent(part, this::clock).prefix();
    }

    /** Between a service and PostgreSQL. */
    public synchronized TcpProxy network(Service service) {
        return postgres.get(service);
    }

    /** All that lies between services and PostgreSQL. */
    public synchronized List<TcpProxy> toPostgres() {
        return new ArrayList<>(postgres.values());
    }

    /** Between everybody and Kafka. */
    public synchronized TcpProxy toKafka() {
        return kafka;
    }

    /** By the part's name. */
    public Map<String, FakeClock> clocks() {
        return Map.copyOf(clocks);
    }

    private FakeClock clock(String part) {
        try {
            return new FakeClock(folder.resolve(part.replace(' ', '-') + ".clock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TcpProxy to(int port) {
        try {
            return TcpProxy.between(0, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (TcpProxy proxy : postgres.values()) {
            proxy.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }
}
