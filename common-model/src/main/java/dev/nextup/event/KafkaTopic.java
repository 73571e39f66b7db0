package dev.nextup.event;

import java.util.Map;

/**
 * One Kafka topic as the whole system agrees on it.
 *
 * @param name full topic name, version suffix included
 * @param partitions number of partitions at creation; records are keyed by what they tell of
 * @param config topic-level broker settings, by their Kafka names
 */
public record KafkaTopic(String name, int partitions, Map<String, String> config) {

    public KafkaTopic {
        config = Map.copyOf(config);
    }
}
