package dev.starfold.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTest {

    private static final Row RATE = Row.of("post", "POST", "/s", List.of(900.0, 1000.0, 5000.0))
            .beside("pgbench", List.of(800.0, 2000.0, 2000.0));

    @Test
    void theRatioIsThatOfTheMedians() {
        assertThat(RATE.ratio()).isEqualTo(0.5);
        assertThat(Row.of("post", "p99", "ms", List.of(3.0)).ratio()).isNull();
    }

    @Test
    void aTargetSpeaksOfTheRatioOrOfTheFigure() {
        assertThat(RATE.to(Target.ratioAtLeast(0.5)).met()).isTrue();
        assertThat(RATE.to(Target.ratioAtLeast(0.51)).met()).isFalse();
        assertThat(RATE.to(Target.ratioAtMost(0.49)).met()).isFalse();
        assertThat(RATE.to(Target.atMost(1000)).met()).isTrue();
        assertThat(RATE.to(Target.atMost(999)).met()).isFalse();
        assertThat(RATE.met()).isNull();
    }

    @Test
    void theTableNamesFigureAnchorRatioAndTarget() {
        String table = MarkdownTable.of(
                Map.of("cores", "2"), List.of(RATE.to(Target.ratioAtLeast(1))), List.of("read: a wrong answer"));
        assertThat(table)
                .contains("cores: 2")
                .contains("**FAILED** read: a wrong answer")
                .contains("| post | POST | 1,000 /s | pgbench 2,000 | 0.5 | ≥ 1 × | **no** |");
    }

    @Test
    void theChartHasABarForEachTarget() throws Exception {
        Row latency = Row.of("post", "p99 < all", "ms", List.of(12.5)).to(Target.atMost(25));
        String svg = Chart.of("A & B", List.of(RATE, RATE.to(Target.ratioAtLeast(1)), latency));
        var document = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        // The ground and two bars.
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(Chart.reached(latency)).isEqualTo(2);
        assertThat(Chart.reached(RATE.to(Target.ratioAtLeast(1)))).isEqualTo(0.5);
    }
}
