package dev.nextup.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A collector of traces within this JVM (OTLP over HTTP, protobuf) that keeps what it is sent. */
final class TraceCollector implements AutoCloseable {

    /** Spans are sent every 100 ms here; the rest is a machine that may build. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpServer server;
    private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector start() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TraceCollector collector = new TraceCollector(server);
        server.createContext("/v1/traces", collector::receive);
        server.start();
        return collector;
    }

    /** What makes a service send its spans here. */
    Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://localhost:" + server.getAddress().getPort(),
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                "100ms");
    }

    /** The first of these spans, once it is there. */
    TracedSpan await(String what, Predicate<TracedSpan> wanted) {
        return Awaitility.await(what)
                .atMost(PATIENCE)
                .until(
                        () -> spans().stream().filter(wanted).findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    /** All that was ever sent, as text: names, attributes, events, resources. */
    String text() {
        return received.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private List<TracedSpan> spans() {
        return received.stream().flatMap(TracedSpan::all).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
