package dev.nextup.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.test.kafka.PublishedRecords;
import dev.nextup.test.kafka.TestKafka;
import dev.nextup.test.kafka.TicketRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Batches of one topic as a consumer would poll them, and the dead letters that came of them. */
final class Batches {

    final String topic;

    /** All events are this ticket's. */
    final String ticketId;

    private final TicketRecords ticket;
    private final Map<String, byte[]> values = new HashMap<>();

    private Batches(String topic, UUID ticketId) {
        this.topic = topic;
        this.ticketId = ticketId.toString();
        this.ticket = new TicketRecords(ticketId, UUID.randomUUID());
    }

    /** Of a topic of its own, with two partitions, which is created with its dead-letter topic. */
    static Batches ofNewTopic(String prefix) {
        Batches batches = new Batches(prefix + "-" + UUID.randomUUID(), UUID.randomUUID());
        TestKafka.create(2, batches.topic);
        TestKafka.create(1, batches.topic + ".dlq");
        return batches;
    }

    ConsumerRecords<String, byte[]> batch(List<ConsumerRecord<String, byte[]>> records) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> partitions =
                records.stream()
                        .collect(
                                Collectors.groupingBy(
                                        r -> new TopicPartition(topic, r.partition())));
        return new ConsumerRecords<>(partitions, Map.of());
    }

    /** In partition 0. */
    ConsumerRecord<String, byte[]> record(long offset, String number) {
        return record(0, offset, number);
    }

    ConsumerRecord<String, byte[]> record(int partition, long offset, String number) {
        return new ConsumerRecord<>(topic, partition, offset, ticketId, value(number));
    }

    /** In partition 0. */
    ConsumerRecord<String, byte[]> record(long offset, String key, byte[] value) {
        return new ConsumerRecord<>(topic, 0, offset, key, value);
    }

    /** In partition 0. */
    ConsumerRecord<String, byte[]> unreadable(long offset) {
        return record(offset, ticketId, "{not json".getBytes(UTF_8));
    }

    /** An event; the number, as it stands in the JSON, tells it from others. */
    byte[] value(String number) {
        return values.computeIfAbsent(
                number,
                n ->
                        new String(ticket.created(1), UTF_8)
                                .replace(TicketRecords.NUMBER, n)
                                .getBytes(UTF_8));
    }

    /** Once there are this many. */
    List<ConsumerRecord<String, byte[]>> deadLetters(int count) {
        return PublishedRecords.matching(topic + ".dlq", count, r -> true);
    }

    static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
        return headers;
    }
}
