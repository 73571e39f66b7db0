package dev.nextup.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where spans are made. A disabled SDK still makes them, names them, and throws them away; while
 * tracing is off there are none.
 */
@Singleton
public class Spans {

    private final Tracer tracer;

    public Spans(
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        tracer = (off ? OpenTelemetry.noop() : telemetry).getTracer("dev.nextup");
    }

    public Tracer tracer() {
        return tracer;
    }
}
