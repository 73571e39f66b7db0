package dev.nextup.test.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The broker of this test JVM, from outside the service under test. {@link
 * dev.nextup.test.InfrastructureListener} tells where it is.
 */
public final class TestKafka {

    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private TestKafka() {}

    /**
     * Publishes one record, as is.
     *
     * @return where it is now
     */
    public static RecordMetadata send(String topic, @Nullable String key, byte @Nullable [] value) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        connection(), new StringSerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot publish to " + topic, e);
        }
    }

    /** Topics of a test's own. */
    public static void create(int partitions, String... topics) {
        try (Admin admin = Admin.create(connection())) {
            List<NewTopic> created =
                    Arrays.stream(topics)
                            .map(t -> new NewTopic(t, Optional.of(partitions), Optional.empty()))
                            .toList();
            await(admin.createTopics(created).all());
        }
    }

    public static void delete(String topic) {
        try (Admin admin = Admin.create(connection())) {
            await(admin.deleteTopics(List.of(topic)).all());
        }
    }

    /** What every client needs. */
    public static Map<String, Object> connection() {
        return Map.of(BOOTSTRAP_SERVERS, System.getProperty("kafka.bootstrap.servers", ""));
    }

    private static void await(KafkaFuture<Void> done) {
        try {
            done.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the broker refuses", e);
        }
    }
}
