package dev.nextup.ticket.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What Kafka really holds of a ticket. */
public final class PublishedEvents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "nextup.ticket-events.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PublishedEvents() {}

    /** The ticket's events in order, once there is one of this version or a higher one. */
    public static List<JsonNode> of(String ticketId, long version) {
        try (KafkaConsumer<String, String> consumer = fromTheBeginning()) {
            return read(consumer, ticketId, version);
        }
    }

    /** The events of each ticket in order, once there are as many as said of each. */
    public static Map<String, List<JsonNode>> ofAll(Map<String, Integer> numbers) {
        Map<String, List<JsonNode>> events = new HashMap<>();
        long missing = numbers.values().stream().mapToInt(Integer::intValue).sum();
        Instant end = Instant.now().plus(PATIENCE);
        try (KafkaConsumer<String, String> consumer = fromTheBeginning()) {
            while (missing > 0 && Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, String> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (numbers.containsKey(record.key())) {
                        events.computeIfAbsent(record.key(), k -> new ArrayList<>())
                                .add(parsed(record.value()));
                        missing--;
                    }
                }
            }
        }
        return events;
    }

    private static KafkaConsumer<String, String> fromTheBeginning() {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        ConfigProvider.getConfig()
                                .getValue("kafka.bootstrap.servers", String.class),
                        "isolation.level",
                        "read_committed");
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(TOPIC).stream()
                        .map(p -> new TopicPartition(TOPIC, p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static List<JsonNode> read(
            KafkaConsumer<String, String> consumer, String ticketId, long version) {
        List<JsonNode> events = new ArrayList<>();
        Instant end = Instant.now().plus(PATIENCE);
        long seen = 0;
        while (seen < version && Instant.now().isBefore(end)) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                if (ticketId.equals(record.key())) {
                    events.add(parsed(record.value()));
                    seen = events.get(events.size() - 1).at("/data/version").asLong();
                }
            }
        }
        return events;
    }

    static List<String> types(List<JsonNode> events) {
        return events.stream()
                .map(e -> e.get("type").asText().replaceAll("dev.nextup.ticket.(\\w+).v1", "$1"))
                .toList();
    }

    private static JsonNode parsed(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
