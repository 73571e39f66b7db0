package dev.nextup.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The span that something follows from, written as version 00 of W3C Trace Context: trace id, span
 * id and whether it is recorded. Nothing else travels: no {@code tracestate}, no baggage.
 *
 * @param value 55 characters
 */
public record TraceParent(String value) {

    /** Of HTTP requests and of Kafka records. */
    public static final String HEADER = "traceparent";

    private static final int LENGTH = 55;

    /** Ids of zeros alone are none. */
    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;

    /**
     * @throws IllegalArgumentException unless it is exactly of that form
     */
    public TraceParent {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a traceparent of version 00");
        }
    }

    /** Empty for what is absent or not exactly of that form: a trace is never worth an error. */
    public static Optional<TraceParent> parse(@Nullable String header) {
        return header != null && isWellFormed(header)
                ? Optional.of(new TraceParent(header))
                : Optional.empty();
    }

    /** As {@link #parse(String)}, for the value of a Kafka header. */
    public static Optional<TraceParent> parse(byte @Nullable [] header) {
        return header != null && header.length == LENGTH
                ? parse(new String(header, StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    /** The span that is active here; empty without one, so always while tracing is off. */
    public static Optional<TraceParent> current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? Optional.of(
                        new TraceParent(
                                "00-%s-%s-%s"
                                        .formatted(
                                                span.getTraceId(),
                                                span.getSpanId(),
                                                span.getTraceFlags().asHex())))
                : Optional.empty();
    }

    /** For the parent of a span. */
    public Context asContext() {
        SpanContext span =
                SpanContext.createFromRemoteParent(
                        value.substring(TRACE_ID, SPAN_ID - 1),
                        value.substring(SPAN_ID, FLAGS - 1),
                        TraceFlags.fromHex(value, FLAGS),
                        TraceState.getDefault());
        return Context.root().with(Span.wrap(span));
    }

    private static boolean isWellFormed(String text) {
        return text.length() == LENGTH && FORM.matcher(text).matches();
    }
}
