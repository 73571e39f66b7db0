package dev.nextup.bench.push;

import dev.nextup.event.KafkaTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills topics fast, and knows how far a group has read them. */
final class Broker implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;

    Broker(String bootstrapServers) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Returns once the broker has all of them. */
    void write(KafkaTopic topic, Map<UUID, byte[]> values)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> written = new ArrayList<>();
        values.forEach(
                (ticket, value) ->
                        written.add(
                                producer.send(
                                        new ProducerRecord<>(
                                                topic.name(), ticket.toString(), value))));
        producer.flush();
        for (Future<RecordMetadata> record : written) {
            record.get();
        }
    }

    /** Whether the group has committed to have read all of the topic. */
    boolean isRead(KafkaTopic topic, String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        Map<TopicPartition, OffsetSpec> latest =
                producer.partitionsFor(topic.name()).stream()
                        .collect(
                                Collectors.toMap(
                                        p -> new TopicPartition(p.topic(), p.partition()),
                                        p -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .allMatch(
                        end -> {
                            OffsetAndMetadata read = committed.get(end.getKey());
                            long position = read == null ? 0 : read.offset();
                            return position >= end.getValue().offset();
                        });
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
