package dev.nextup.endtoend;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A span as a collector sees it; ids in hexadecimal.
 *
 * @param parent empty for the first of its trace
 */
record TracedSpan(
        String service,
        String name,
        Span.SpanKind kind,
        String trace,
        String id,
        String parent,
        Map<String, String> attributes) {

    static Stream<TracedSpan> all(ExportTraceServiceRequest request) {
        return request.getResourceSpansList().stream().flatMap(TracedSpan::all);
    }

    boolean isAbout(UUID ticket) {
        return ticket.toString().equals(attributes.get("ticketId"));
    }

    private static Stream<TracedSpan> all(ResourceSpans resource) {
        String service = attributes(resource.getResource().getAttributesList()).get("service.name");
        return resource.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> of(service, span));
    }

    private static TracedSpan of(String service, Span span) {
        return new TracedSpan(
                service,
                span.getName(),
                span.getKind(),
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                attributes(span.getAttributesList()));
    }

    private static String hex(ByteString octets) {
        return HexFormat.of().formatHex(octets.toByteArray());
    }

    private static Map<String, String> attributes(List<KeyValue> list) {
        return list.stream()
                .collect(Collectors.toMap(KeyValue::getKey, entry -> text(entry.getValue())));
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
    }
}
