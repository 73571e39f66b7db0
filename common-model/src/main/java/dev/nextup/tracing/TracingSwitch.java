package dev.nextup.tracing;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Tracing is on exactly if {@code OTEL_EXPORTER_OTLP_ENDPOINT} says where spans go and {@code
 * OTEL_SDK_DISABLED} is not {@code true}. The platform's own default is on, with a collector on the
 * same machine, which would be missed with a message every few seconds.
 */
public final class TracingSwitch implements ConfigSourceFactory {

    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String DISABLED = "otel.sdk.disabled";

    /** Above the files of the services, below what an operator or a test sets by name. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return List.of(
                new PropertiesConfigSource(
                        settings(value(context, ENDPOINT), value(context, DISABLED)),
                        "tracing switch",
                        ORDINAL));
    }

    static Map<String, String> settings(@Nullable String endpoint, @Nullable String disabled) {
        if (endpoint == null || endpoint.isBlank() || Boolean.parseBoolean(disabled)) {
            return Map.of("quarkus.otel.sdk.disabled", "true");
        }
        return Map.of(
                "quarkus.otel.sdk.disabled",
                "false",
                "quarkus.otel.exporter.otlp.endpoint",
                endpoint.strip());
    }

    private static @Nullable String value(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null ? null : value.getValue();
    }
}
