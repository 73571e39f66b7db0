package dev.nextup.subscription.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.subscription.Customer;
import dev.nextup.test.kafka.PublishedRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
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
 * The proof that what was erased is gone from Kafka: the broker's own files are searched for it,
 * before and after. The topics' hours are seconds here; ticks and compaction are the real ones.
 */
@QuarkusTest
class CompactionTest {

    private static final String BINDINGS = Topics.SUBSCRIPTION_EVENTS.name();
    private static final String PREFERENCES = Topics.PREFERENCE_EVENTS.name();

    private static final Map<String, String> SHORT =
            Map.of(
                    "segment.ms", "1000",
                    "max.compaction.lag.ms", "1000",
                    "delete.retention.ms", "1000",
                    "file.delete.delay.ms", "1000");

    @Inject Pool pool;
    @Inject Erasures erasures;
    @Inject ErasureTick tick;

    private final Customer ended = new Customer();
    private final Customer deleted = new Customer();
    private final Map<Customer, BrowserKeys> keys =
            Map.of(ended, BrowserKeys.fresh(), deleted, BrowserKeys.fresh());
    private Admin admin;

    @BeforeEach
    void makeHoursSeconds() throws Exception {
        admin =
                Admin.create(
                        Map.of("bootstrap.servers", System.getProperty("kafka.bootstrap.servers")));
        alter(BINDINGS, OpType.SET, SHORT);
        alter(PREFERENCES, OpType.SET, SHORT);
    }

    @AfterEach
    void makeThemHoursAgain() throws Exception {
        for (KafkaTopic topic : List.of(Topics.SUBSCRIPTION_EVENTS, Topics.PREFERENCE_EVENTS)) {
            alter(topic.name(), OpType.SET, topic.config());
            alter(topic.name(), OpType.DELETE, Map.of("file.delete.delay.ms", ""));
        }
        admin.close();
    }

    @Test
    void
            an_hour_after_the_end_or_at_once_on_delete_nothing_is_left_in_tables_or_the_brokers_files() {
        for (Customer customer : List.of(ended, deleted)) {
            giveAll(customer);
            assertThat(filesHold(BINDINGS, customer.endpoint)).isTrue();
            assertThat(filesHold(BINDINGS, keys.get(customer).p256dh())).isTrue();
            assertThat(filesHold(BINDINGS, keys.get(customer).auth())).isTrue();
            assertThat(filesHold(PREFERENCES, stated(customer))).isTrue();
            assertThat(filesHold("", customer.phone)).as("a phone on Kafka").isFalse();
        }
        run("UPDATE known_ticket SET ended_at = now() - interval '2 hours' WHERE id = $1", ended);

        erasures.sweep().await().indefinitely();
        deleted.request().delete(Customer.PATH).then().statusCode(204);

        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> {
                            anHourPasses();
                            return List.of(ended, deleted).stream().noneMatch(this::isOnKafka);
                        });
        for (Customer customer : List.of(ended, deleted)) {
            assertThat(rows("SELECT 1 FROM push_subscription WHERE ticket_id = $1", customer))
                    .isZero();
            assertThat(rows("SELECT 1 FROM notification_preference WHERE ticket_id = $1", customer))
                    .isZero();
            assertThat(rows("SELECT 1 FROM ticket_phone WHERE ticket_id = $1", customer)).isZero();
            assertThat(
                            rows(
                                    "SELECT 1 FROM outbox WHERE encode(record_value, 'escape') LIKE '%' || $1::uuid || '%'",
                                    customer))
                    .isZero();
        }
    }

    private void giveAll(Customer customer) {
        BrowserKeys own = keys.get(customer);
        customer.request()
                .body(
                        customer.subscription(customer.endpoint, "")
                                .replace(Customer.P256DH, own.p256dh())
                                .replace(Customer.AUTH, own.auth()))
                .post(Customer.PATH)
                .then()
                .statusCode(200);
        customer.change(
                        "\"pushDenied\":false,\"notifyAhead\":4,\"customerPhone\":\""
                                + customer.phone
                                + "\"")
                .then()
                .statusCode(200);
        PublishedRecords.of(customer.ticketId, BINDINGS, 1);
        PublishedRecords.of(customer.ticketId, PREFERENCES, 1);
    }

    private boolean isOnKafka(Customer customer) {
        return filesHold("", customer.endpoint)
                || filesHold("", keys.get(customer).p256dh())
                || filesHold("", keys.get(customer).auth())
                || filesHold(PREFERENCES, stated(customer));
    }

    /** In the value of a record only: its key is all that a null record has. */
    private static String stated(Customer customer) {
        return "\"ticketId\":\"" + customer.ticketId + "\"";
    }

    private void anHourPasses() {
        pool.query("UPDATE erasure_tick SET ticked_at = '-infinity'")
                .execute()
                .await()
                .indefinitely();
        tick.tick().await().indefinitely();
    }

    private int rows(String sql, Customer customer) {
        return run(sql, customer).size();
    }

    private RowSet<Row> run(String sql, Customer customer) {
        return pool.preparedQuery(sql).execute(Tuple.of(customer.ticketId)).await().indefinitely();
    }

    /** In any segment of the topic, of all topics if it is empty; records are not compressed. */
    private boolean filesHold(String topic, String text) {
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
                return files.filter(f -> f.toString().contains(topic + "-"))
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

    private void alter(String topic, OpType type, Map<String, String> settings) throws Exception {
        Collection<AlterConfigOp> changes =
                settings.entrySet().stream()
                        .map(
                                s ->
                                        new AlterConfigOp(
                                                new ConfigEntry(s.getKey(), s.getValue()), type))
                        .toList();
        admin.incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes))
                .all()
                .get();
    }

    /** Of one browser alone, so that they can be searched for. */
    private record BrowserKeys(String p256dh, String auth) {

        static BrowserKeys fresh() {
            byte[] secret = new byte[16];
            new SecureRandom().nextBytes(secret);
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
                byte[] point = Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length);
                Base64.Encoder base64url = Base64.getUrlEncoder().withoutPadding();
                return new BrowserKeys(
                        base64url.encodeToString(point), base64url.encodeToString(secret));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
