package dev.starfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static Stream<Integer> all(Options options) {
        Stream<Integer> single = Stream.of("gateway", "postgres", "kafka").map(options::port);
        Stream<Integer> services = Stream.of(Service.values()).flatMap(service -> IntStream.rangeClosed(1, 9)
                .mapToObj(replica -> options.port(service, replica))
                .flatMap(port -> Stream.of(port, port + 1000)));
        return Stream.concat(single, services);
    }

    @Test
    void systemsThatAreYetToStartShareNoPort() {
        assertThat(IntStream.range(0, 20)
                        .mapToObj(system -> Options.onFreePorts(Path.of("home"), Path.of("data"), Map.of()))
                        .flatMap(PortsTest::all))
                .hasSize(20 * (3 + 3 * 9 * 2))
                .doesNotHaveDuplicates();
    }
}
