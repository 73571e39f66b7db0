package dev.nextup.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Which headers a record gets on its way to Kafka. */
class BatchPublisherTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String CLOUD_EVENT =
            "content-type: application/cloudevents+json; charset=UTF-8";

    @Test
    void an_event_says_what_it_is() {
        assertThat(headers("{}".getBytes(UTF_8), Map.of())).containsExactly(CLOUD_EVENT);
    }

    @Test
    void an_event_may_also_say_which_span_it_follows_from() {
        assertThat(headers("{}".getBytes(UTF_8), Map.of("traceparent", TRACE)))
                .containsExactly(CLOUD_EVENT, "traceparent: " + TRACE);
    }

    @Test
    void a_dead_letter_does_not_claim_to_be_an_event() {
        assertThat(headers("?".getBytes(UTF_8), Map.of("nextup-reason", "not-json")))
                .containsExactly("nextup-reason: not-json");
        assertThat(
                        headers(
                                "?".getBytes(UTF_8),
                                Map.of("nextup-reason", "not-json", "traceparent", TRACE)))
                .hasSize(2)
                .noneMatch(header -> header.startsWith("content-type"));
    }

    @Test
    void an_erasure_says_nothing() {
        assertThat(headers(null, Map.of())).isEmpty();
    }

    private static List<String> headers(byte[] value, Map<String, String> own) {
        ProducerRecord<String, byte[]> record =
                BatchPublisher.toKafka(new OutboxRecord("topic", "key", value, own));
        return Arrays.stream(record.headers().toArray())
                .map(header -> header.key() + ": " + new String(header.value(), UTF_8))
                .toList();
    }
}
