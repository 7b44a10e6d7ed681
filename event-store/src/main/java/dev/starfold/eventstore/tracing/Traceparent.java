package dev.starfold.eventstore.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C Trace Context of a command, in the form of the header {@code traceparent}. */
public final class Traceparent {

    // All zeros are not valid ids.
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final Duration RECENT = Duration.ofHours(1);

    private Traceparent() {}

    /**
     * The trace that the current call is part of: its own span where tracing is on, else what the caller's header says.
     *
     * @param header {@code null}, or anything; what is not well-formed is ignored
     */
    public static @Nullable String current(@Nullable String header) {
        SpanContext here = Span.current().getSpanContext();
        return here.isValid() ? of(here) : wellFormed(header);
    }

    /**
     * Of something that happened just now. Else {@code null}: a trace ended long ago, and a log that is read or sent again
     * would write millions of spans into it.
     */
    public static @Nullable String recent(@Nullable String traceparent, Instant happened) {
        return happened.isAfter(Instant.now().minus(RECENT)) ? wellFormed(traceparent) : null;
    }

    static String of(SpanContext context) {
        return "00-%s-%s-%s"
                .formatted(
                        context.getTraceId(),
                        context.getSpanId(),
                        context.getTraceFlags().asHex());
    }

    /** An invalid one of what is not well-formed. */
    static SpanContext context(String traceparent) {
        if (wellFormed(traceparent) == null) {
            return SpanContext.getInvalid();
        }
        return SpanContext.createFromRemoteParent(
                traceparent.substring(3, 35),
                traceparent.substring(36, 52),
                TraceFlags.fromHex(traceparent, 53),
                TraceState.getDefault());
    }

    /** {@code null} for what is not well-formed. */
    public static @Nullable String wellFormed(@Nullable String traceparent) {
        return traceparent != null && FORM.matcher(traceparent).matches() ? traceparent : null;
    }
}
