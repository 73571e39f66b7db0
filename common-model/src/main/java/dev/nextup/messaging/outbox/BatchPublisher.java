package dev.nextup.messaging.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes one batch per Kafka transaction and commits the batch's number with it, as the offset
 * of a consumer group that nobody is a member of. Opening a publisher fences every earlier one of
 * the same schema.
 *
 * <p>Blocking; after any exception the publisher must be closed and a new one opened, which settles
 * the outcome of the interrupted transaction.
 */
final class BatchPublisher implements AutoCloseable {

    /**
     * How long one call may wait for an absent broker before the relay looks at its lease again.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Before the first repetition of a refused request; it doubles from there, up to a second. The
     * broker answers a commit before it has finished it, and refuses what follows closely with
     * CONCURRENT_TRANSACTIONS: Kafka's default of 100 ms was then most of the time from a change to
     * its event.
     */
    private static final Duration RETRY_PAUSE = Duration.ofMillis(5);

    /**
     * Content type of structured CloudEvents (CloudEvents Kafka protocol binding 1.0.2, section
     * 3.3).
     */
    private static final byte[] CLOUD_EVENT =
            "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.US_ASCII);

    private final KafkaProducer<String, byte[]> producer;
    private final RelaySettings settings;
    private final TopicPartition position;

    private BatchPublisher(KafkaProducer<String, byte[]> producer, RelaySettings settings) {
        this.producer = producer;
        this.settings = settings;
        this.position = new TopicPartition(settings.positionTopic(), 0);
    }

    static BatchPublisher open(RelaySettings settings) {
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        producerConfig(settings),
                        new StringSerializer(),
                        new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new BatchPublisher(producer, settings);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Number of the last batch that is in Kafka for good; empty when Kafka remembers none. */
    OptionalLong lastCommittedBatch() {
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(
                        consumerConfig(settings),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            OffsetAndMetadata committed =
                    reader.committed(Set.of(position), PATIENCE).get(position);
            return committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset());
        }
    }

    /** All records and the batch number become visible together, or none does. */
    @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction fails when any send failed
    void publish(long batch, List<OutboxRecord> records) {
        producer.beginTransaction();
        records.forEach(record -> producer.send(toKafka(record)));
        producer.sendOffsetsToTransaction(
                Map.of(position, new OffsetAndMetadata(batch)),
                new ConsumerGroupMetadata(settings.name()));
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }

    static ProducerRecord<String, byte[]> toKafka(OutboxRecord record) {
        ProducerRecord<String, byte[]> kafka =
                new ProducerRecord<>(record.kafkaTopic(), record.key(), record.value());
        if (record.isEvent()) {
            kafka.headers().add("content-type", CLOUD_EVENT);
        }
        record.headers()
                .forEach(
                        (name, value) ->
                                kafka.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return kafka;
    }

    private static Map<String, Object> producerConfig(RelaySettings settings) {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, settings.name());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.name());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() * 2);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) PATIENCE.toMillis() * 3);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_PAUSE.toMillis());
        return config;
    }

    private static Map<String, Object> consumerConfig(RelaySettings settings) {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.name() + "-position");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.name());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return config;
    }
}
