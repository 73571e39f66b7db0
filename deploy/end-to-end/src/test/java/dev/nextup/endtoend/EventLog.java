package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.kafka.DecodeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * {@code nextup.ticket-events.v1}, and other topics, as a reader sees them that waits for commits.
 */
final class EventLog {

    /** Held, so that the level survives garbage collection. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private static final CloudEventCodec CODEC = new CloudEventCodec();

    private final String bootstrapServers;

    EventLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        // Brokers come and go here on purpose; the client tells of every attempt to reach one.
        KAFKA.setLevel(Level.SEVERE);
    }

    /** Everything from the first record to the present end, in log order per partition. */
    List<TicketRecord> readAll() {
        return readAll(Topics.TICKET_EVENTS).stream().map(EventLog::decode).toList();
    }

    /** The same of any topic, as it was written. */
    List<ConsumerRecord<String, byte[]>> readAll(KafkaTopic topic) {
        try (KafkaConsumer<String, byte[]> reader = consumer("read_committed", topic)) {
            Map<TopicPartition, Long> end = reader.endOffsets(reader.assignment());
            reader.seekToBeginning(reader.assignment());
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (end.entrySet().stream()
                    .anyMatch(e -> reader.position(e.getKey()) < e.getValue())) {
                reader.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    /**
     * Waits until readers that wait for commits may read to the end of the log. Only a broker that
     * is finishing a commit keeps them back for a moment; a transaction left open would until it
     * times out, after 15 seconds.
     */
    void awaitNoOpenTransaction() {
        try (KafkaConsumer<String, byte[]> committed = consumer("read_committed");
                KafkaConsumer<String, byte[]> all = consumer("read_uncommitted")) {
            await("no open transaction")
                    .atMost(Duration.ofSeconds(5))
                    .pollInSameThread()
                    .until(
                            () ->
                                    committed
                                            .endOffsets(committed.assignment())
                                            .equals(all.endOffsets(all.assignment())));
        }
    }

    /** A reader of all partitions outside any group; the caller closes it. */
    KafkaConsumer<String, byte[]> consumer(String isolation) {
        return consumer(isolation, Topics.TICKET_EVENTS);
    }

    private KafkaConsumer<String, byte[]> consumer(String isolation, KafkaTopic topic) {
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                isolation,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                                200),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(
                consumer.partitionsFor(topic.name()).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList());
        return consumer;
    }

    static TicketRecord decode(ConsumerRecord<String, byte[]> kafka) {
        DecodeResult<TicketEvent> result = CODEC.decode(kafka.value(), TicketEvents.TYPES);
        if (!(result instanceof DecodeResult.Decoded<TicketEvent> decoded)) {
            throw new AssertionError("undecodable record at " + kafka.offset());
        }
        CloudEvent<TicketEvent> event = decoded.event();
        assertThat(event.subject()).as("record key").isEqualTo(kafka.key());
        return new TicketRecord(
                new Change(UUID.fromString(kafka.key()), event.data().ticket().version()),
                event.id(),
                event.data(),
                kafka.partition(),
                kafka.offset(),
                System.nanoTime());
    }
}
