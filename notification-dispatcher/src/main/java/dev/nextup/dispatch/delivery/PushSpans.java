package dev.nextup.dispatch.delivery;

import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Expired;
import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.tracing.Spans;
import dev.nextup.tracing.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;

/**
 * One span for each attempt, below the request that it follows from, whenever and on whichever
 * replica it is made. Attributes are named as in logs; the push service is its origin, since an
 * endpoint is a secret.
 */
@Singleton
class PushSpans {

    private static final String NAME = "push";

    private final Tracer tracer;

    PushSpans(Spans spans) {
        tracer = spans.tracer();
    }

    /** Costs next to nothing while tracing is off. */
    Span begin(Claim claim) {
        TraceParent trace = claim.trace();
        return tracer.spanBuilder(NAME)
                .setParent(trace == null ? Context.root() : trace.asContext())
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
    }

    void end(Span span, AttemptResult result) {
        if (span.isRecording()) {
            describe(span, result);
        }
        span.end();
    }

    private static void describe(Span span, AttemptResult result) {
        Claim claim = result.claim();
        PushOutcome outcome = result.outcome();
        span.setAttribute("ticketId", claim.ticketId().toString())
                .setAttribute("subscriptionId", claim.recipient().subscriptionId().toString())
                .setAttribute("deliveryId", claim.deliveryId().toString())
                .setAttribute("notificationType", DeliveryRows.code(claim.type()))
                .setAttribute("attempt", claim.attempt())
                .setAttribute("pushService", result.pushService())
                .setAttribute("outcome", outcome.code());
        Integer status = outcome.httpStatus();
        if (status != null) {
            span.setAttribute("httpStatus", status);
        }
        if (!(outcome instanceof Accepted
                || outcome instanceof Gone
                || outcome instanceof Expired)) {
            span.setStatus(StatusCode.ERROR);
        }
    }
}
