package dev.nextup.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that can never be consumed, handed to the inbox. Each test has a topic of its own. */
@QuarkusTest
class DeadLetterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject Inbox inbox;
    @Inject Pool pool;
    @Inject MeterRegistry registry;

    private Batches batches;
    private Effects effects;

    @BeforeEach
    void createTopic() {
        batches = Batches.ofNewTopic("poison");
        effects = new Effects(pool, batches.topic);
    }

    @Test
    void what_cannot_be_read_is_set_aside_octet_for_octet_and_the_rest_is_one_transaction() {
        List<Poisoned> poisoned = unreadable();
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        records.add(batches.record(0, "A"));
        poisoned.forEach(p -> records.add(batches.record(records.size(), p.key(), p.value())));
        records.add(batches.record(records.size(), "Z"));

        consume(records);

        assertThat(effects.written()).containsExactly("A", "Z");
        assertThat(effects.sizes()).containsExactly(2);
        assertThat(count("dead-lettered")).isEqualTo(poisoned.size());
        List<ConsumerRecord<String, byte[]>> letters = batches.deadLetters(poisoned.size());
        assertThat(letters).hasSameSizeAs(poisoned);
        for (int i = 0; i < letters.size(); i++) {
            assertThat(letters.get(i).key()).isEqualTo(poisoned.get(i).key());
            assertThat(letters.get(i).value()).isEqualTo(poisoned.get(i).value());
            assertThat(Batches.headers(letters.get(i)))
                    .containsOnly(
                            Map.entry("nextup-reason", poisoned.get(i).reason()),
                            Map.entry("nextup-partition", "0"),
                            Map.entry("nextup-offset", Integer.toString(i + 1)));
        }
    }

    @Test
    void a_key_that_no_table_takes_is_left_out_of_the_dead_letter() {
        consume(
                List.of(
                        batches.record(0, null, batches.value("A")),
                        batches.record(1, "a\0b", batches.value("B")),
                        batches.record(2, "x".repeat(201), batches.value("C")),
                        batches.record(3, "D")));

        assertThat(effects.written()).containsExactly("D");
        assertThat(batches.deadLetters(3))
                .extracting(ConsumerRecord::key, r -> Batches.headers(r).get("nextup-reason"))
                .containsExactly(
                        tuple("", "invalid-key"),
                        tuple("", "invalid-key"),
                        tuple("", "invalid-key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GEN\\u0000001", Effects.REFUSED, Effects.BUG})
    void a_record_that_can_never_be_stored_is_found_by_halving_and_set_aside(String impossible) {
        consume(
                List.of(
                        batches.record(0, "A"),
                        batches.record(1, "B"),
                        batches.record(2, "C"),
                        batches.record(3, "D"),
                        batches.record(4, "E"),
                        batches.record(5, impossible),
                        batches.record(6, "G"),
                        batches.record(7, "H")));

        assertThat(effects.written()).containsExactly("A", "B", "C", "D", "E", "G", "H");
        assertThat(effects.sizes()).containsExactly(8, 4, 4, 2, 1, 1, 1, 2);
        List<ConsumerRecord<String, byte[]>> letters = batches.deadLetters(1);
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).value()).isEqualTo(batches.value(impossible));
        assertThat(Batches.headers(letters.get(0)))
                .containsEntry("nextup-reason", "unprocessable")
                .containsEntry("nextup-offset", "5");
        assertThat(count("consumed")).isEqualTo(7);
        assertThat(count("dead-lettered")).isEqualTo(1);
    }

    @Test
    void what_was_set_aside_is_not_set_aside_again() {
        List<ConsumerRecord<String, byte[]>> bad =
                List.of(batches.record(0, Effects.REFUSED), batches.unreadable(1));
        consume(bad);
        consume(bad);
        consume(List.of(batches.unreadable(1), batches.record(2, "C"), batches.unreadable(3)));

        assertThat(effects.written()).containsExactly("C");
        assertThat(count("dead-lettered")).isEqualTo(3);
        assertThat(batches.deadLetters(3))
                .extracting(r -> Batches.headers(r).get("nextup-offset"))
                .containsExactly("0", "1", "3");
    }

    private List<Poisoned> unreadable() {
        String id = batches.ticketId;
        byte[] good = batches.value("A");
        String text = new String(good, UTF_8);
        String painted = text.replace("ticket.created", "ticket.painted");
        String withoutVersion = text.replace("\"version\":1,", "");
        return List.of(
                new Poisoned(id, new byte[] {(byte) 0xc3, 0, 0x28}, "not-json"),
                new Poisoned(id, (text + "{}").getBytes(UTF_8), "not-json"),
                new Poisoned(id, null, "not-json"),
                new Poisoned(id, "{\"a\":1}".getBytes(UTF_8), "not-a-cloudevent"),
                new Poisoned(id, painted.getBytes(UTF_8), "unknown-type"),
                new Poisoned(id, withoutVersion.getBytes(UTF_8), "data-mismatch"),
                new Poisoned("no-uuid", good, "invalid-key"),
                new Poisoned(id.toUpperCase(Locale.ROOT), good, "invalid-key"),
                new Poisoned(UUID.randomUUID().toString(), good, "invalid-key"));
    }

    private void consume(List<ConsumerRecord<String, byte[]>> records) {
        inbox.consume(batches.batch(records), effects).await().atMost(PATIENCE);
    }

    private double count(String outcome) {
        return registry.counter("nextup.inbox.records", "topic", batches.topic, "outcome", outcome)
                .count();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Poisoned(String key, byte[] value, String reason) {}
}
