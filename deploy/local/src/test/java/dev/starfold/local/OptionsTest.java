package dev.starfold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static Options parse(String... arguments) {
        return Options.parse(Path.of("/home"), List.of(arguments));
    }

    @Test
    void withoutArgumentsOneOfEachRunsOnTheDocumentedPorts() {
        Options options = parse();
        assertThat(options.fresh()).isFalse();
        assertThat(options.data()).isEqualTo(Path.of("/home/deploy/.data"));
        assertThat(options.port("gateway")).isEqualTo(8080);
        assertThat(options.port("kafka")).isEqualTo(19092);
        assertThat(options.port("postgres")).isEqualTo(15432);
        assertThat(options.port(Service.REVIEW, 1)).isEqualTo(8081);
        assertThat(options.port(Service.RATING, 1)).isEqualTo(8082);
        assertThat(options.replicas(Service.REVIEW)).isEqualTo(1);
    }

    @Test
    void replicasAndPortsAreSettable() {
        Options options = parse("--fresh", "--replicas", "review=2,rating=3", "--ports", "gateway=80,review=9000");
        assertThat(options.fresh()).isTrue();
        assertThat(options.replicas(Service.RATING)).isEqualTo(3);
        assertThat(options.port("gateway")).isEqualTo(80);
        assertThat(options.port(Service.REVIEW, 2)).isEqualTo(9100);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> parse("--frehs"))
                .hasMessageContaining("--frehs")
                .hasMessageContaining("usage");
        assertThatThrownBy(() -> parse("--replicas")).hasMessageContaining("--replicas needs a value");
        assertThatThrownBy(() -> parse("--replicas", "reviews=2")).hasMessageContaining("'reviews'");
        assertThatThrownBy(() -> parse("--replicas", "review=0")).hasMessageContaining("review=0");
        assertThatThrownBy(() -> parse("--replicas", "review")).hasMessageContaining("'review'");
        assertThatThrownBy(() -> parse("--ports", "kafka=70000")).hasMessageContaining("70000");
        assertThatThrownBy(() -> parse("--ports", "kafak=7000")).hasMessageContaining("kafak");
    }
}
