package dev.nextup.subscription.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.event.Topics;
import dev.nextup.subscription.Customer;
import dev.nextup.test.kafka.PublishedRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The proof that an erased endpoint is gone from Kafka: the broker's own files are searched for it,
 * before and after. The topic's hours are seconds here; ticks and compaction are the real ones.
 */
@QuarkusTest
class CompactionTest {

    private static final String TOPIC = Topics.SUBSCRIPTION_EVENTS.name();

    private static final Map<String, String> SHORT =
            Map.of(
                    "segment.ms", "1000",
                    "max.compaction.lag.ms", "1000",
                    "delete.retention.ms", "1000",
                    "file.delete.delay.ms", "1000");

    @Inject Pool pool;
    @Inject Erasures erasures;
    @Inject ErasureTick tick;

    private final Customer customer = new Customer();
    private Admin admin;

    @BeforeEach
    void makeHoursSeconds() throws Exception {
        admin =
                Admin.create(
                        Map.of("bootstrap.servers", System.getProperty("kafka.bootstrap.servers")));
        alter(OpType.SET, SHORT);
    }

    @AfterEach
    void makeThemHoursAgain() throws Exception {
        alter(OpType.SET, Topics.SUBSCRIPTION_EVENTS.config());
        alter(OpType.DELETE, Map.of("file.delete.delay.ms", ""));
        admin.close();
    }

    @Test
    void an_hour_after_the_end_neither_tables_nor_the_brokers_files_hold_endpoint_or_keys() {
        customer.subscribe().then().statusCode(200);
        PublishedRecords.of(customer.ticketId, TOPIC, 1);
        assertThat(filesHold(customer.endpoint)).isTrue();
        pool.preparedQuery(
                        "UPDATE known_ticket SET ended_at = now() - interval '2 hours' WHERE id = $1")
                .execute(Tuple.of(customer.ticketId))
                .await()
                .indefinitely();

        erasures.sweep().await().indefinitely();

        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> {
                            anHourPasses();
                            return !filesHold(customer.endpoint);
                        });
        assertThat(rows("SELECT 1 FROM push_subscription WHERE endpoint = $1")).isZero();
        assertThat(
                        rows(
                                "SELECT 1 FROM outbox WHERE encode(record_value, 'escape') LIKE '%' || $1 || '%'"))
                .isZero();
    }

    private void anHourPasses() {
        pool.query("UPDATE erasure_tick SET ticked_at = '-infinity'")
                .execute()
                .await()
                .indefinitely();
        tick.tick().await().indefinitely();
    }

    private int rows(String sql) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(customer.endpoint))
                .await()
                .indefinitely()
                .size();
    }

    /** In any segment of the topic; records are not compressed. */
    private boolean filesHold(String text) {
        try {
            String storage =
                    admin
                            .describeLogDirs(List.of(1))
                            .allDescriptions()
                            .get()
                            .get(1)
                            .keySet()
                            .stream()
                            .findFirst()
                            .orElseThrow();
            try (Stream<Path> files = Files.walk(Path.of(storage))) {
                return files.filter(f -> f.toString().contains(TOPIC + "-"))
                        .filter(f -> f.toString().contains(".log"))
                        .anyMatch(f -> read(f).contains(text));
            }
        } catch (IOException | InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (NoSuchFileException compactedMeanwhile) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void alter(OpType type, Map<String, String> settings) throws Exception {
        Collection<AlterConfigOp> changes =
                settings.entrySet().stream()
                        .map(
                                s ->
                                        new AlterConfigOp(
                                                new ConfigEntry(s.getKey(), s.getValue()), type))
                        .toList();
        admin.incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, TOPIC), changes))
                .all()
                .get();
    }
}
