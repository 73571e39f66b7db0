package dev.nextup.dispatch.channel;

import dev.nextup.dispatch.channel.FallbackResult.State;
import dev.nextup.event.delivery.Channel;
import dev.nextup.tracing.Spans;
import dev.nextup.tracing.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * One span for each attempt over WhatsApp or SMS, below the request that the notification follows
 * from, as a push has one. The gateway is its origin; the number is nowhere.
 */
@Singleton
class FallbackSpans {

    private static final String NAME = "message";

    private final Tracer tracer;

    FallbackSpans(Spans spans) {
        tracer = spans.tracer();
    }

    /** Costs next to nothing while tracing is off. */
    Span begin(DueFallback due) {
        TraceParent trace = due.trace();
        return tracer.spanBuilder(NAME)
                .setParent(trace == null ? Context.root() : trace.asContext())
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
    }

    void end(Span span, FallbackResult result) {
        DueFallback due = result.fallback();
        span.setAttribute("ticketId", due.ticketId().toString())
                .setAttribute("deliveryId", due.deliveryId().toString())
                .setAttribute("notificationType", due.type().name().toLowerCase(Locale.ROOT))
                .setAttribute("attempt", due.attempt())
                .setAttribute("gateway", result.service())
                .setAttribute("outcome", result.code());
        Channel channel = result.channel();
        if (channel != null) {
            span.setAttribute("channel", channel.name().toLowerCase(Locale.ROOT));
        }
        Integer status = result.httpStatus();
        if (status != null) {
            span.setAttribute("httpStatus", status);
        }
        if (result.state() != State.ACCEPTED) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
