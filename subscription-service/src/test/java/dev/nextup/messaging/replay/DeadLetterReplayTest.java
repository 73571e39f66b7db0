package dev.nextup.messaging.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.messaging.inbox.DeadLetterHeaders;
import dev.nextup.test.kafka.PublishedRecords;
import dev.nextup.test.kafka.TestKafka;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Against a real broker; each test has topics of its own. */
class DeadLetterReplayTest {

    private static final Selection ALL = new Selection(Set.of(), false, false);
    private static final byte[] VALUE = "{\"any\":\"octets\"}".getBytes(UTF_8);

    private final String group = "replay-" + UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();

    @Test
    void a_letter_is_a_record_of_its_topic_again_and_once() {
        KafkaTopic topic = topic(Map.of());
        letter(topic, key, "unknown-type", 7);

        assertThat(replay(topic, ALL)).isEqualTo(account(topic, "unknown-type", 1, 1, 0, 0, 0, 0));
        assertThat(replay(topic, ALL).letters()).isZero();

        List<ConsumerRecord<String, byte[]>> records = records(topic, 1);
        assertThat(records).hasSize(1);
        assertThat(records.get(0).key()).isEqualTo(key);
        assertThat(records.get(0).value()).isEqualTo(VALUE);
        assertThat(records.get(0).headers().lastHeader("content-type").value())
                .asString(UTF_8)
                .startsWith("application/cloudevents+json");
        assertThat(records.get(0).headers().lastHeader("nextup-replayed").value())
                .asString(UTF_8)
                .isEqualTo("0");
    }

    @Test
    void who_asks_again_gets_it_again() {
        KafkaTopic topic = topic(Map.of());
        letter(topic, key, "unprocessable", 7);
        replay(topic, ALL);

        assertThat(replay(topic, new Selection(Set.of(), true, false)).replayed()).isOne();
        assertThat(records(topic, 2)).hasSize(2);
    }

    @Test
    void a_dry_run_counts_and_changes_nothing() {
        KafkaTopic topic = topic(Map.of());
        letter(topic, key, "unknown-type", 7);

        Account counted = replay(topic, new Selection(Set.of(), false, true));

        assertThat(counted.replayed()).isOne();
        assertThat(counted.told(true)).contains("1 dead letters {unknown-type=1}, 1 would be");
        assertThat(replay(topic, ALL).replayed()).isOne();
        assertThat(records(topic, 1)).hasSize(1);
    }

    @Test
    void what_has_another_reason_is_left_for_later() {
        KafkaTopic topic = topic(Map.of());
        letter(topic, key, "not-json", 6);
        letter(topic, key, "unknown-type", 7);

        Account some = replay(topic, new Selection(Set.of("unknown-type"), false, false));

        assertThat(some.replayed()).isOne();
        assertThat(some.left()).isOne();
        assertThat(replay(topic, ALL).letters()).isEqualTo(2);
    }

    @Test
    void two_readers_that_met_one_record_make_one_of_it() {
        KafkaTopic topic = topic(Map.of());
        letter(topic, key, "unprocessable", 7);
        letter(topic, key, "unprocessable", 7);

        assertThat(replay(topic, ALL)).isEqualTo(account(topic, "unprocessable", 2, 1, 1, 0, 0, 0));
    }

    @Test
    void where_records_are_states_an_old_one_does_not_undo_a_newer_one() {
        KafkaTopic topic = topic(Map.of("cleanup.policy", "compact"));
        long old = TestKafka.send(topic.name(), key, VALUE).offset();
        letter(topic, key, "unprocessable", old);
        String other = UUID.randomUUID().toString();
        long last = TestKafka.send(topic.name(), other, VALUE).offset();
        letter(topic, other, "unprocessable", last);
        TestKafka.send(topic.name(), key, "{\"newer\":true}".getBytes(UTF_8));

        assertThat(replay(topic, ALL)).isEqualTo(account(topic, "unprocessable", 2, 1, 0, 1, 0, 0));
        assertThat(records(topic, 4)).extracting(ConsumerRecord::key).endsWith(key, other);
    }

    @Test
    void a_letter_that_lost_its_key_stays() {
        KafkaTopic topic = topic(Map.of());
        letter(topic, "", "invalid-key", 7);

        assertThat(replay(topic, ALL)).isEqualTo(account(topic, "invalid-key", 1, 0, 0, 0, 1, 0));
    }

    private Account replay(KafkaTopic topic, Selection selection) {
        try (DeadLetterReplay replay = new DeadLetterReplay(TestKafka.connection(), group)) {
            return replay.replay(topic, selection);
        }
    }

    private static Account account(
            KafkaTopic topic,
            String reason,
            int letters,
            int replayed,
            int repeated,
            int overtaken,
            int withoutKey,
            int left) {
        return new Account(
                topic.name(),
                Map.of(reason, letters),
                replayed,
                repeated,
                overtaken,
                withoutKey,
                left);
    }

    private static KafkaTopic topic(Map<String, String> settings) {
        KafkaTopic topic = new KafkaTopic("replay-" + UUID.randomUUID(), 1, settings);
        TestKafka.create(1, topic.name(), Topics.deadLettersOf(topic).name());
        return topic;
    }

    private static List<ConsumerRecord<String, byte[]>> records(KafkaTopic topic, int count) {
        return PublishedRecords.matching(topic.name(), count, record -> true);
    }

    private static void letter(KafkaTopic topic, String key, String reason, long offset) {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(Topics.deadLettersOf(topic).name(), key, VALUE);
        letter.headers()
                .add(DeadLetterHeaders.REASON, reason.getBytes(UTF_8))
                .add(DeadLetterHeaders.PARTITION, "0".getBytes(UTF_8))
                .add(DeadLetterHeaders.OFFSET, Long.toString(offset).getBytes(UTF_8));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        TestKafka.connection(),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            assertThat(producer.send(letter)).succeedsWithin(java.time.Duration.ofSeconds(30));
        }
    }
}
