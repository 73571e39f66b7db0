package dev.nextup.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingSwitchTest {

    private static final String COLLECTOR = "http://collector.example:4318";

    @Test
    void it_is_off_unless_somebody_says_where_spans_go() {
        assertThat(isDisabled(Map.of())).isTrue();
        assertThat(isDisabled(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " "))).isTrue();
    }

    @Test
    void the_address_of_a_collector_switches_it_on() {
        SmallRyeConfig config = config(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR));

        assertThat(config.getValue("quarkus.otel.sdk.disabled", Boolean.class)).isFalse();
        assertThat(config.getValue("quarkus.otel.exporter.otlp.endpoint", String.class))
                .isEqualTo(COLLECTOR);
        assertThat(config.getValue("quarkus.otel.exporter.otlp.protocol", String.class))
                .isEqualTo("http/protobuf");
    }

    @Test
    void it_can_be_switched_off_by_name() {
        assertThat(
                        isDisabled(
                                Map.of(
                                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        COLLECTOR,
                                        "OTEL_SDK_DISABLED",
                                        "true")))
                .isTrue();
    }

    @Test
    void what_the_platform_would_note_of_requests_stays_off() {
        SmallRyeConfig config = config(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR));

        for (String kind :
                new String[] {
                    "vertx-http", "vertx-event-bus", "vertx-sql-client", "rest", "messaging"
                }) {
            assertThat(config.getValue("quarkus.otel.instrument." + kind, Boolean.class)).isFalse();
        }
    }

    private static boolean isDisabled(Map<String, String> environment) {
        return config(environment).getValue("quarkus.otel.sdk.disabled", Boolean.class);
    }

    /** As a service finds it: the file in this module, the switch, the environment. */
    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(environment, 300))
                .addDiscoveredSources()
                .addPropertiesSources()
                .build();
    }
}
