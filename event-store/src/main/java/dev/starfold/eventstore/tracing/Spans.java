package dev.starfold.eventstore.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that is done for many commands at once, such as a transaction or a run of records: it shows as a span in the
 * trace of each that is sampled, and each of these links to the first, so that who shared the work can be found.
 *
 * <p>Holds names, numbers and the class of a failure; nothing that people wrote or are called.
 */
public final class Spans {

    private static final Spans NONE = new Spans(Map.of());

    private static volatile @Nullable Tracer tracer;

    private final Map<String, Span> byParent;

    private Spans(Map<String, Span> byParent) {
        this.byParent = byParent;
    }

    /** From now on spans are recorded; with {@code null}, as before the first call, none is. */
    public static void recordWith(@Nullable Tracer recorder) {
        tracer = recorder;
    }

    /**
     * Begins the work.
     *
     * @param parent the {@code traceparent} of an item; {@code null}: in no trace. Not asked while tracing is off
     */
    public static <T> Spans start(
            String name, SpanKind kind, List<T> items, Function<? super T, @Nullable String> parent) {
        Tracer recorder = tracer;
        if (recorder == null) {
            return NONE;
        }
        Map<String, Span> spans = new HashMap<>();
        @Nullable SpanContext first = null;
        for (T item : items) {
            String traceparent = parent.apply(item);
            if (traceparent == null || spans.containsKey(traceparent)) {
                continue;
            }
            SpanContext context = Traceparent.context(traceparent);
            if (!context.isSampled()) {
                continue;
            }
            SpanBuilder builder = recorder.spanBuilder(name)
                    .setSpanKind(kind)
                    .setParent(Context.root().with(Span.wrap(context)))
                    .setAttribute("messaging.batch.message_count", items.size());
            if (first != null) {
                builder.addLink(first);
            }
            Span span = builder.startSpan();
            first = first == null ? span.getSpanContext() : first;
            spans.put(traceparent, span);
        }
        return spans.isEmpty() ? NONE : new Spans(spans);
    }

    /** What comes after this work in the trace of an item: its span here; without one, what the item had. */
    public @Nullable String next(@Nullable String traceparent) {
        Span span = traceparent == null ? null : byParent.get(traceparent);
        return span == null ? traceparent : Traceparent.of(span.getSpanContext());
    }

    /** The work is done. */
    public void end() {
        byParent.values().forEach(Span::end);
    }

    /** The work failed; its message may hold anything and is left out. */
    public void end(Throwable failure) {
        for (Span span : byParent.values()) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getName());
            span.end();
        }
    }
}
