package dev.nextup.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.event.Topics;
import dev.nextup.messaging.outbox.BatchSource.Batch;
import dev.nextup.messaging.outbox.OutboxStore.Lease;
import dev.nextup.messaging.outbox.OutboxStore.LeaseLostException;
import dev.nextup.test.LocalSystem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.context.spi.ContextManagerProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each place where a relay can die, reached on purpose, against a real PostgreSQL and a real Kafka.
 * What a reader with {@code isolation.level=read_committed} sees must be each record once, whatever
 * happened.
 */
class OutboxRelayIT {

    private static final String SCHEMA = "ticket_service";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofSeconds(2);

    /** Far longer than any test waits: what arrives earlier was not found by polling. */
    private static final Duration NEVER = Duration.ofMinutes(5);

    private static LocalSystem system;
    private static Vertx vertx;
    private static Pool pool;

    private final List<AutoCloseable> open = new ArrayList<>();
    private RelaySettings settings;
    private OutboxStore store;
    private String key;

    @BeforeAll
    static void startPostgresAndKafka() throws Exception {
        // Loaded by the first thread that asks; of two that ask at once, one fails. A service does
        // this at its start.
        ContextManagerProvider.instance();
        system = LocalSystem.start();
        vertx = Vertx.vertx();
        pool = PgBuilder.pool().connectingTo(connectOptions()).using(vertx).build();
        String tables =
                Files.readString(migration("V3__create_outbox.sql"))
                        + Files.readString(migration("V5__add_outbox_headers.sql"));
        try (Connection connection = system.postgres().connect(SCHEMA);
                Statement statement = connection.createStatement()) {
            statement.execute(tables);
        }
    }

    @AfterAll
    static void stopAll() {
        pool.close().await().atMost(PATIENCE);
        vertx.close().await().atMost(PATIENCE);
        system.close();
    }

    @BeforeEach
    void freshKey() {
        settings = settings(Duration.ofMillis(200));
        store = new OutboxStore(pool, LEASE);
        key = UUID.randomUUID().toString();
    }

    @AfterEach
    void closeRelaysAndEmptyTheOutbox() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        pool.query("TRUNCATE outbox").execute().await().atMost(PATIENCE);
        pool.query("UPDATE outbox_relay SET expires_at = '-infinity'")
                .execute()
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void more_than_a_batch_of_records_arrives_once_and_in_order_and_the_outbox_is_empty() {
        List<String> values = IntStream.range(0, 1_200).mapToObj(Integer::toString).toList();
        append(values);

        start(settings);

        awaitPublished(values);
        awaitEmptyOutbox();
    }

    @Test
    void a_relay_that_dies_after_publishing_and_before_deleting_is_not_repeated() {
        append(List.of("published"));
        claimAndPublishWithoutDeleting();
        append(List.of("next"));

        start(settings);

        awaitPublished(List.of("published", "next"));
        awaitEmptyOutbox();
    }

    @Test
    void a_relay_that_dies_after_claiming_and_before_publishing_loses_nothing() {
        append(List.of("claimed"));
        Lease lease = acquire();
        next(lease);
        store.release(lease);

        start(settings);

        awaitPublished(List.of("claimed"));
        awaitEmptyOutbox();
    }

    @Test
    void a_relay_that_dies_in_the_middle_of_its_kafka_transaction_is_seen_by_nobody_and_repeated() {
        append(List.of("half", "done"));
        Lease lease = acquire();
        next(lease);
        store.release(lease);
        abandonTransactionWith("half");

        start(settings);

        awaitPublished(List.of("half", "done"));
    }

    @Test
    void a_relay_that_was_paused_past_its_lease_publishes_nothing_any_more() {
        append(List.of("once"));
        BatchPublisher stale = closing(BatchPublisher.open(settings));
        Lease old = acquire();
        long batch = next(old).number();
        store.release(old);
        start(settings);
        awaitPublished(List.of("once"));

        assertThatThrownBy(() -> stale.publish(batch, List.of(record("twice"))))
                .isInstanceOfAny(
                        ProducerFencedException.class,
                        org.apache.kafka.common.KafkaException.class);
        assertThatThrownBy(() -> next(old)).isInstanceOf(LeaseLostException.class);
        assertThat(published()).containsExactly("once");
    }

    @Test
    void one_replica_leads_at_a_time_and_another_takes_over_when_the_lease_ends() {
        UUID first = UUID.randomUUID();
        Lease lease = store.acquire(first).orElseThrow();

        assertThat(store.acquire(UUID.randomUUID())).isEmpty();
        await("the lease to end", () -> store.acquire(UUID.randomUUID()).isPresent());
        assertThatThrownBy(() -> next(lease)).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void a_commit_wakes_the_leader_on_this_replica_and_on_another_without_polling() {
        OutboxRelay leader = start(settings(NEVER));
        append(List.of("first"));
        awaitPublished(List.of("first"));
        OutboxRelay follower = start(settings(NEVER));

        append(List.of("second"));
        leader.wake();
        awaitPublished(List.of("first", "second"));
        append(List.of("third"));
        await(
                "the follower's call to reach the leader",
                () -> {
                    follower.wake();
                    return published().contains("third");
                });

        assertThat(published()).containsExactly("first", "second", "third");
    }

    @Test
    void records_that_follow_others_closely_share_a_batch_and_the_first_is_not_held_up() {
        OutboxRelay relay = start(settings(NEVER, Duration.ofSeconds(3)));
        append(List.of("first"));
        relay.wake();
        awaitPublished(List.of("first"));
        long first = lastBatch();

        for (String value : List.of("second", "third", "fourth")) {
            append(List.of(value));
            relay.wake();
        }
        awaitPublished(List.of("first", "second", "third", "fourth"));

        assertThat(lastBatch()).isEqualTo(first + 1);
    }

    @Test
    void an_erasure_is_a_record_with_the_key_and_no_value() {
        appendRecords(List.of(new OutboxRecord(Topics.TICKET_EVENTS.name(), key, null)));

        start(settings);

        await("the erasure", () -> records().size() == 1);
        assertThat(records().get(0).value()).isNull();
    }

    @Test
    void a_transaction_that_rolls_back_publishes_nothing() {
        Outbox outbox = new Outbox(() -> {});
        assertThatThrownBy(
                        () ->
                                pool.withTransaction(
                                                c ->
                                                        outbox.append(c, List.of(record("never")))
                                                                .invoke(
                                                                        () -> {
                                                                            throw new IllegalStateException(
                                                                                    "changed my mind");
                                                                        }))
                                        .await()
                                        .atMost(PATIENCE))
                .hasMessageContaining("changed my mind");
        append(List.of("after"));

        start(settings);

        awaitPublished(List.of("after"));
    }

    private static long lastBatch() {
        return pool.query("SELECT batch FROM outbox_relay")
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong("batch");
    }

    private void claimAndPublishWithoutDeleting() {
        Lease lease = acquire();
        BatchPublisher publisher = closing(BatchPublisher.open(settings));
        Batch batch = next(lease);
        publisher.publish(batch.number(), batch.records());
        store.release(lease);
    }

    private Batch next(Lease lease) {
        try (BatchSource source = BatchSource.open(vertx, connectOptions(), lease, LEASE)) {
            return source.next(List.of(), 10);
        }
    }

    private void abandonTransactionWith(String value) {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.name());
        KafkaProducer<String, String> dying =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
        dying.initTransactions();
        dying.beginTransaction();
        assertThat(dying.send(new ProducerRecord<>(Topics.TICKET_EVENTS.name(), key, value)))
                .succeedsWithin(PATIENCE);
        dying.close(Duration.ZERO);
    }

    private Lease acquire() {
        List<Lease> acquired = new ArrayList<>();
        await("the lease", () -> store.acquire(UUID.randomUUID()).map(acquired::add).orElse(false));
        return acquired.get(0);
    }

    private OutboxRelay start(RelaySettings with) {
        OutboxRelay relay =
                new OutboxRelay(
                        with,
                        vertx,
                        pool,
                        connectOptions(),
                        new OutboxMetrics(new SimpleMeterRegistry()));
        relay.start();
        return closing(relay);
    }

    private <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    private void append(List<String> values) {
        appendRecords(values.stream().map(this::record).toList());
    }

    private void appendRecords(List<OutboxRecord> records) {
        Outbox outbox = new Outbox(() -> {});
        pool.withTransaction(c -> outbox.append(c, records)).await().atMost(PATIENCE);
    }

    private OutboxRecord record(String value) {
        return new OutboxRecord(
                Topics.TICKET_EVENTS.name(), key, value.getBytes(StandardCharsets.UTF_8));
    }

    private void awaitPublished(List<String> values) {
        await("records " + values.size(), () -> published().size() >= values.size());
        assertThat(published()).containsExactlyElementsOf(values);
    }

    private void awaitEmptyOutbox() {
        await(
                "an empty outbox",
                () ->
                        pool.query("SELECT 1 FROM outbox")
                                        .execute()
                                        .await()
                                        .atMost(PATIENCE)
                                        .rowCount()
                                == 0);
    }

    private List<String> published() {
        return records().stream().map(ConsumerRecord::value).toList();
    }

    /** Everything under this test's key that is committed, in order. */
    private List<ConsumerRecord<String, String>> records() {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<String, String> reader =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions =
                    reader.partitionsFor(Topics.TICKET_EVENTS.name()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            List<ConsumerRecord<String, String>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> reader.position(p) < ends.get(p))) {
                reader.poll(Duration.ofMillis(200))
                        .forEach(
                                r -> {
                                    if (r.key().equals(key)) {
                                        found.add(r);
                                    }
                                });
            }
            return found;
        }
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting for " + what).isBefore(end);
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static RelaySettings settings(Duration poll) {
        return settings(poll, Duration.ofMillis(10));
    }

    private static RelaySettings settings(Duration poll, Duration gather) {
        Map<String, Object> kafka =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.kafka().bootstrapServers());
        return new RelaySettings(
                SCHEMA, Topics.TICKET_EVENTS.name(), kafka, 500, LEASE, poll, gather);
    }

    private static PgConnectOptions connectOptions() {
        String url = system.postgres().reactiveUrl(SCHEMA).replaceFirst("^vertx-reactive:", "");
        return PgConnectOptions.fromUri(url)
                .setUser(SCHEMA)
                .setPassword(system.postgres().password(SCHEMA));
    }

    private static Path migration(String name) {
        return Path.of("../../ticket-service/src/main/resources/db/migration", name);
    }
}
