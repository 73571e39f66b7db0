package dev.nextup.test.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What Kafka really holds, to a reader of committed records. */
public final class PublishedRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PublishedRecords() {}

    /** The ticket's records, oldest first, once there are this many. */
    public static List<ConsumerRecord<String, byte[]>> of(UUID ticketId, String topic, int count) {
        return matching(topic, count, r -> ticketId.toString().equals(r.key()));
    }

    /**
     * Waits at most a minute.
     *
     * @return matching records, of one partition oldest first: as soon as there are {@code count},
     *     or fewer in vain; more if they come along
     */
    public static List<ConsumerRecord<String, byte[]>> matching(
            String topic, int count, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        try (KafkaConsumer<String, byte[]> consumer = fromTheBeginningOf(topic)) {
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            Instant end = now().plus(PATIENCE);
            while (found.size() < count && now().isBefore(end)) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(
                                record -> {
                                    if (wanted.test(record)) {
                                        found.add(record);
                                    }
                                });
            }
            return found;
        }
    }

    private static KafkaConsumer<String, byte[]> fromTheBeginningOf(String topic) {
        Map<String, Object> settings = new HashMap<>(TestKafka.connection());
        settings.put("isolation.level", "read_committed");
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(Set.copyOf(partitions));
        return consumer;
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
