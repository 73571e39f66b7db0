package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.EventTypes;
import dev.nextup.event.KafkaTopic;
import dev.nextup.messaging.kafka.CloudEventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes to topics what a service might write there, and what none ever should. */
final class EventWriter implements AutoCloseable {

    private static final CloudEventCodec CODEC = new CloudEventCodec();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<String, byte[]> producer;

    EventWriter(String bootstrapServers) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.ACKS_CONFIG,
                                "all"),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** An event of a ticket as a record's value, with a new id. */
    static <T> byte[] encode(EventTypes<T> types, UUID ticket, T event) {
        return CODEC.encode(
                CloudEvent.of(
                        types, UUID.randomUUID(), "end-to-end", ticket, Instant.now(), event));
    }

    /** Where the services write it: the key decides on the partition. */
    void write(KafkaTopic topic, UUID ticket, byte[] value) {
        write(new ProducerRecord<>(topic.name(), ticket.toString(), value));
    }

    void write(KafkaTopic topic, int partition, String key, byte @Nullable [] value) {
        write(new ProducerRecord<>(topic.name(), partition, key, value));
    }

    /** Returns once the broker has it. */
    private void write(ProducerRecord<String, byte[]> record) {
        assertThat(producer.send(record)).succeedsWithin(PATIENCE);
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
