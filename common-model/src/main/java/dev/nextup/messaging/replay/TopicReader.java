package dev.nextup.messaging.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads topics up to where they end now, without being a member of any group. Blocking. */
final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, byte[]> consumer;

    /**
     * @param group whose positions are asked for
     */
    TopicReader(Map<String, Object> kafka, String group) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * @param fromTheFirst else from the group's positions on
     */
    List<DeadLetter> letters(String topic, boolean fromTheFirst) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        if (!fromTheFirst) {
            consumer.committed(Set.copyOf(partitions)).forEach(this::seekAfter);
        }
        List<DeadLetter> letters = new ArrayList<>();
        readToEnd(record -> letters.add(DeadLetter.of(record)));
        return letters;
    }

    /** The offset of the last record of each key, as far as there is one from the starts on. */
    Map<String, Long> lastOffsets(String topic, Map<Integer, Long> starts) {
        Map<String, Long> last = new HashMap<>();
        consumer.assign(starts.keySet().stream().map(p -> new TopicPartition(topic, p)).toList());
        starts.forEach((p, offset) -> consumer.seek(new TopicPartition(topic, p), offset));
        readToEnd(
                record -> {
                    if (record.key() != null) {
                        last.put(record.key(), record.offset());
                    }
                });
        return last;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void seekAfter(TopicPartition partition, @Nullable OffsetAndMetadata position) {
        if (position != null) {
            consumer.seek(partition, position);
        }
    }

    private void readToEnd(Consumer<ConsumerRecord<String, byte[]>> each) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream()
                .anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
            consumer.poll(POLL).forEach(each);
        }
    }
}
