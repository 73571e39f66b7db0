package dev.nextup.subscription.binding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What Kafka really holds. */
final class PublishedRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PublishedRecords() {}

    /** The values of the ticket's records, once there are this many; null is an erasure. */
    static List<String> of(UUID ticketId, String topic, int count) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        ConfigProvider.getConfig()
                                .getValue("kafka.bootstrap.servers", String.class),
                        "isolation.level",
                        "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<String> values = new ArrayList<>();
            Instant end = Instant.now().plus(PATIENCE);
            while (values.size() < count && Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, String> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (ticketId.toString().equals(record.key())) {
                        values.add(record.value());
                    }
                }
            }
            return values;
        }
    }
}
