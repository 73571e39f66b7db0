package dev.nextup.dispatch;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes the place of the exporter and keeps the spans. */
@Singleton
public class SpansForTests implements SpanExporter {

    private static final AttributeKey<String> TICKET = AttributeKey.stringKey("ticketId");

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();

    /** Those of a ticket, in the order in which they ended. */
    public List<SpanData> of(UUID ticketId) {
        return spans.stream()
                .filter(span -> ticketId.toString().equals(span.getAttributes().get(TICKET)))
                .toList();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
        spans.addAll(ended);
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
}
