package dev.starfold.eventstore.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starfold.eventstore.watch.Redaction;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpansTest {

    private static final String FIRST = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String SECOND = "00-5bf92f3577b34da6a3ce929d0e0e4736-10f067aa0ba902b7-01";
    private static final String UNSAMPLED = "00-6bf92f3577b34da6a3ce929d0e0e4736-20f067aa0ba902b7-00";

    private final Queue<SpanData> ended = new ConcurrentLinkedQueue<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(new Redaction())
            .addSpanProcessor(SimpleSpanProcessor.create(new SpanExporter() {
                @Override
                public CompletableResultCode export(Collection<SpanData> spans) {
                    ended.addAll(spans);
                    return CompletableResultCode.ofSuccess();
                }

                @Override
                public CompletableResultCode flush() {
                    return CompletableResultCode.ofSuccess();
                }

                @Override
                public CompletableResultCode shutdown() {
                    return CompletableResultCode.ofSuccess();
                }
            }))
            .build();

    @BeforeEach
    void on() {
        Spans.recordWith(provider.get("test"));
    }

    @AfterEach
    void off() {
        Spans.recordWith(null);
        provider.close();
    }

    private static Spans work(String... traceparents) {
        return Spans.start("append", SpanKind.INTERNAL, Arrays.asList(traceparents), traceparent -> traceparent);
    }

    @Test
    void workIsASpanInEachTraceThatSharesItLinkedToTheFirst() {
        Spans spans = work(FIRST, null, UNSAMPLED, SECOND, FIRST);
        spans.end();
        assertThat(ended).extracting(SpanData::getTraceId).containsExactlyInAnyOrder(trace(FIRST), trace(SECOND));
        SpanData first = of(FIRST);
        SpanData second = of(SECOND);
        assertThat(first.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(first.getLinks()).isEmpty();
        assertThat(second.getLinks()).extracting(LinkData::getSpanContext).containsExactly(first.getSpanContext());
    }

    @Test
    void whatComesNextIsTheChildOfTheWork() {
        Spans spans = work(FIRST);
        assertThat(spans.next(null)).isNull();
        assertThat(spans.next(UNSAMPLED)).isEqualTo(UNSAMPLED);
        String next = spans.next(FIRST);
        spans.end();
        assertThat(next).isEqualTo("00-%s-%s-01", trace(FIRST), of(FIRST).getSpanId());
    }

    @Test
    void ofAFailureOnlyItsClassIsTold() {
        work(FIRST).end(new IllegalStateException("ana wrote this"));
        assertThat(of(FIRST).getStatus().getDescription()).isEqualTo("java.lang.IllegalStateException");
        assertThat(of(FIRST).getEvents()).isEmpty();
    }

    @Test
    void whileTracingIsOffNothingIsAskedOrRecorded() {
        Spans.recordWith(null);
        Spans spans = Spans.start("append", SpanKind.INTERNAL, Arrays.asList(FIRST), traceparent -> {
            throw new AssertionError("asked");
        });
        spans.end();
        assertThat(spans.next(FIRST)).isEqualTo(FIRST);
        assertThat(ended).isEmpty();
    }

    @Test
    void whatIsNotWellFormedIsNoTrace() {
        work("", "00", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01").end();
        assertThat(ended).isEmpty();
        assertThat(Traceparent.current("00-nonsense")).isNull();
        assertThat(Traceparent.current(FIRST)).isEqualTo(FIRST);
    }

    @Test
    void whatIsSentAgainLaterIsInNoTrace() {
        assertThat(Traceparent.recent(FIRST, Instant.now())).isEqualTo(FIRST);
        assertThat(Traceparent.recent(FIRST, Instant.now().minusSeconds(86_400)))
                .isNull();
    }

    @Test
    void nobodysNameOrAddressStandsInASpan() {
        provider.get("test")
                .spanBuilder("GET /users/{user}/data")
                .setAttribute("url.path", "/users/ana/data")
                .setAttribute("url.query", "author=ana")
                .setAttribute("client.address", "192.0.2.7")
                .setAttribute("user_agent.original", "ana's browser")
                .startSpan()
                .end();
        assertThat(ended.element().getAttributes().asMap().toString())
                .contains("/users/…")
                .doesNotContain("ana", "192.0.2.7");
    }

    private SpanData of(String traceparent) {
        return ended.stream()
                .filter(span -> span.getTraceId().equals(trace(traceparent)))
                .findFirst()
                .orElseThrow();
    }

    private static String trace(String traceparent) {
        return traceparent.substring(3, 35);
    }
}
