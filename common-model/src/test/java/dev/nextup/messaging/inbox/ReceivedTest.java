package dev.nextup.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.event.EventTypes;
import dev.nextup.event.Topics;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the header of an event says of the span it follows from. */
class ReceivedTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void an_event_arrives_with_the_span_it_follows_from() throws IOException {
        assertThat(arrival(TRACE).trace()).isEqualTo(new TraceParent(TRACE));
    }

    @Test
    void an_event_without_one_arrives_as_well() throws IOException {
        assertThat(arrival(null).trace()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-4bf9", TRACE + TRACE, "traceparent: " + TRACE})
    void one_that_is_malformed_does_no_harm(String header) throws IOException {
        assertThat(arrival(header).event()).isNotNull();
        assertThat(arrival(header).trace()).isNull();
    }

    private static Arrival<TicketEvent> arrival(@Nullable String header) throws IOException {
        byte[] event = sample();
        String subject = new ObjectMapper().readTree(event).path("subject").asText();
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(Topics.TICKET_EVENTS.name(), 0, 0, subject, event);
        if (header != null) {
            record.headers().add(TraceParent.HEADER, header.getBytes(UTF_8));
        }
        return Objects.requireNonNull(
                Received.of(record, new TicketReader(), new CloudEventCodec()).arrival());
    }

    private static byte[] sample() throws IOException {
        try (InputStream sample =
                ReceivedTest.class.getResourceAsStream(
                        "/golden/dev.nextup.ticket.called.v1.json")) {
            return Objects.requireNonNull(sample).readAllBytes();
        }
    }

    private static final class TicketReader implements Intake<TicketEvent> {

        @Override
        public EventTypes<TicketEvent> types() {
            return TicketEvents.TYPES;
        }

        @Override
        public Uni<Runnable> apply(SqlConnection connection, List<Arrival<TicketEvent>> arrivals) {
            return Uni.createFrom().item(() -> {});
        }
    }
}
