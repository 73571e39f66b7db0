package dev.nextup.messaging.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes dead letters to the topics they come from. What is written and how far the letters have
 * been dealt with is one Kafka transaction, so that a replay that dies has happened or has not, and
 * of two at once one is fenced off. Blocking.
 */
final class DeadLetterReplay implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    /** As the relay writes it. */
    private static final byte[] CLOUD_EVENT =
            "application/cloudevents+json; charset=UTF-8".getBytes(US_ASCII);

    private final String name;
    private final TopicReader reader;
    private final KafkaProducer<String, byte[]> producer;
    private boolean isReady;

    /**
     * @param kafka connection settings of the Kafka clients
     * @param name of the group that remembers how far letters have been dealt with, and of the
     *     transactions
     */
    DeadLetterReplay(Map<String, Object> kafka, String name) {
        this.name = name;
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        reader = new TopicReader(kafka, name);
    }

    /** The letters that lie there now; those that come of it are for the next time. */
    Account replay(KafkaTopic topic, Selection selection) {
        List<DeadLetter> letters =
                reader.letters(Topics.deadLettersOf(topic).name(), selection.again());
        Sorted sorted = sort(topic, letters, selection);
        if (!selection.dryRun() && !letters.isEmpty()) {
            write(topic, sorted.replayed(), selection.movesOn() ? ends(letters) : Map.of());
        }
        return sorted.account(topic);
    }

    @Override
    public void close() {
        reader.close();
        producer.close(Duration.ofSeconds(1));
    }

    private Sorted sort(KafkaTopic topic, List<DeadLetter> letters, Selection selection) {
        Map<String, Long> newer =
                topic.config().getOrDefault("cleanup.policy", "").equals("compact")
                        ? reader.lastOffsets(topic.name(), starts(letters))
                        : Map.of();
        Sorted sorted = new Sorted();
        letters.forEach(letter -> sorted.add(letter, selection, newer));
        return sorted;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction fails when any send failed
    private void write(
            KafkaTopic topic,
            List<DeadLetter> letters,
            Map<TopicPartition, OffsetAndMetadata> ends) {
        if (!isReady) {
            producer.initTransactions();
            isReady = true;
        }
        producer.beginTransaction();
        for (DeadLetter letter : letters) {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(
                            topic.name(), letter.record().key(), letter.record().value());
            record.headers()
                    .add("content-type", CLOUD_EVENT)
                    .add(
                            "nextup-replayed",
                            Long.toString(letter.record().offset()).getBytes(US_ASCII));
            producer.send(record);
        }
        producer.sendOffsetsToTransaction(ends, new ConsumerGroupMetadata(name));
        producer.commitTransaction();
    }

    private static Map<Integer, Long> starts(List<DeadLetter> letters) {
        Map<Integer, Long> starts = new HashMap<>();
        letters.stream()
                .filter(letter -> letter.offset() >= 0)
                .forEach(l -> starts.merge(l.partition(), l.offset(), Math::min));
        return starts;
    }

    private static Map<TopicPartition, OffsetAndMetadata> ends(List<DeadLetter> letters) {
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        letters.forEach(
                letter ->
                        ends.put(
                                new TopicPartition(
                                        letter.record().topic(), letter.record().partition()),
                                new OffsetAndMetadata(letter.record().offset() + 1)));
        return ends;
    }

    /** What is to be done with each. */
    private static final class Sorted {

        private final Map<String, Integer> reasons = new TreeMap<>();
        private final List<DeadLetter> replayed = new ArrayList<>();
        private final Set<DeadLetter.Origin> seen = new HashSet<>();
        private int repeated;
        private int overtaken;
        private int withoutKey;
        private int left;

        void add(DeadLetter letter, Selection selection, Map<String, Long> newer) {
            reasons.merge(letter.reason(), 1, Integer::sum);
            if (!selection.asksFor(letter)) {
                left++;
            } else if (letter.isWithoutKey()) {
                withoutKey++;
            } else if (newer.getOrDefault(letter.record().key(), -1L) > letter.offset()) {
                overtaken++;
            } else if (letter.offset() >= 0 && !seen.add(letter.origin())) {
                repeated++;
            } else {
                replayed.add(letter);
            }
        }

        List<DeadLetter> replayed() {
            return replayed;
        }

        Account account(KafkaTopic topic) {
            return new Account(
                    topic.name(), reasons, replayed.size(), repeated, overtaken, withoutKey, left);
        }
    }
}
