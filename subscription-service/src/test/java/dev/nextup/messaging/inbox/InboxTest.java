package dev.nextup.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.test.kafka.TestKafka;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Redeliveries and failures that pass, handed to the inbox as a consumer would: none can be made to
 * on purpose. Each test has a topic of its own.
 */
@QuarkusTest
class InboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject Inbox inbox;
    @Inject Pool pool;
    @Inject Outbox outbox;
    @Inject MeterRegistry registry;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    private Batches batches;
    private Effects effects;

    @BeforeEach
    void createTopic() {
        batches = Batches.ofNewTopic("inbox");
        effects = new Effects(pool, batches.topic);
    }

    @Test
    void a_batch_takes_effect_once_however_often_and_however_cut_it_is_delivered() {
        consume(List.of(batches.record(0, "A"), batches.record(1, "B"), batches.record(2, "C")));
        consume(List.of(batches.record(0, "A"), batches.record(1, "B"), batches.record(2, "C")));
        consume(List.of(batches.record(1, "B"), batches.record(2, "C"), batches.record(3, "D")));

        assertThat(effects.written()).containsExactly("A", "B", "C", "D");
        assertThat(effects.commits()).isEqualTo(2);
        assertThat(count("consumed")).isEqualTo(4);
        assertThat(count("duplicate")).isEqualTo(5);
        assertThat(count("dead-lettered")).isZero();
    }

    @Test
    void partitions_are_told_apart() {
        consume(List.of(batches.record(0, 5, "A"), batches.record(1, 2, "B")));
        consume(
                List.of(
                        batches.record(0, 6, "C"),
                        batches.record(1, 2, "B"),
                        batches.record(1, 3, "D")));

        assertThat(effects.written()).containsExactlyInAnyOrder("A", "B", "C", "D");
    }

    @Test
    void offsets_may_have_gaps() {
        consume(List.of(batches.record(3, "A"), batches.record(7, "B")));
        consume(List.of(batches.record(7, "B"), batches.record(20, "C")));

        assertThat(effects.written()).containsExactly("A", "B", "C");
    }

    @Test
    void replicas_that_are_given_the_same_records_at_once_apply_them_once() {
        ConsumerRecords<String, byte[]> batch =
                batches.batch(List.of(batches.record(0, "A"), batches.record(1, "B")));

        Uni.join()
                .all(
                        inbox.consume(batch, effects),
                        restarted().consume(batch, effects),
                        restarted().consume(batch, effects))
                .andCollectFailures()
                .await()
                .atMost(PATIENCE);

        assertThat(effects.written()).containsExactly("A", "B");
        assertThat(count("duplicate")).isEqualTo(4);
    }

    @Test
    void a_position_outlives_the_process_but_not_the_topic() {
        consume(List.of(batches.record(0, "A"), batches.record(1, "B")));

        consumeAfterRestart(List.of(batches.record(1, "B"), batches.record(2, "C")));
        assertThat(effects.written()).containsExactly("A", "B", "C");

        createTopicAnew();
        consumeAfterRestart(List.of(batches.record(0, "anew")));
        assertThat(effects.written()).containsExactly("A", "B", "C", "anew");
    }

    @Test
    void a_null_value_erases_where_the_intake_says_so() {
        batches = Batches.ofNewTopic("compacted");
        effects = new Effects(pool, batches.topic);
        effects.allowErasure();

        consume(
                List.of(
                        batches.record(0, "A"),
                        batches.record(1, batches.ticketId, null),
                        batches.record(2, "B")));

        assertThat(effects.written()).containsExactly("A", null, "B");
        assertThat(count("dead-lettered")).isZero();
    }

    @Test
    void a_lost_connection_is_tried_again_in_place_and_nothing_happens_twice() {
        effects.failAtFirst(2, c -> run(c, "SELECT pg_terminate_backend(pg_backend_pid())"));

        consume(List.of(batches.record(0, "A"), batches.record(1, "B"), batches.unreadable(2)));

        assertThat(effects.written()).containsExactly("A", "B");
        assertThat(effects.sizes()).containsExactly(2, 2, 2);
        assertThat(effects.commits()).isEqualTo(1);
        assertThat(registry.counter("nextup.inbox.failures", "topic", batches.topic).count())
                .isEqualTo(2);
        assertThat(batches.deadLetters(1)).hasSize(1);
        assertThat(count("dead-lettered")).isEqualTo(1);
    }

    @Test
    void a_schema_that_is_too_old_is_no_records_fault_and_is_waited_for() {
        effects.failAtFirst(2, c -> run(c, "SELECT * FROM not_migrated_yet"));

        consume(List.of(batches.record(0, "A"), batches.record(1, "B")));

        assertThat(effects.written()).containsExactly("A", "B");
        assertThat(effects.sizes()).containsExactly(2, 2, 2);
        assertThat(count("dead-lettered")).isZero();
    }

    private void consume(List<ConsumerRecord<String, byte[]>> records) {
        inbox.consume(batches.batch(records), effects).await().atMost(PATIENCE);
    }

    private void consumeAfterRestart(List<ConsumerRecord<String, byte[]>> records) {
        restarted().consume(batches.batch(records), effects).await().atMost(PATIENCE);
    }

    /** As another process has it: nothing remembered. */
    private Inbox restarted() {
        return new Inbox(pool, outbox, registry, kafka);
    }

    /** The broker needs a moment until the name is free. */
    private void createTopicAnew() {
        TestKafka.delete(batches.topic);
        await().ignoreExceptions()
                .atMost(PATIENCE)
                .until(
                        () -> {
                            TestKafka.create(2, batches.topic);
                            return true;
                        });
    }

    private static Uni<Void> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().replaceWithVoid();
    }

    private double count(String outcome) {
        return registry.counter("nextup.inbox.records", "topic", batches.topic, "outcome", outcome)
                .count();
    }
}
