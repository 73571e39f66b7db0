package dev.nextup.subscription.contact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.subscription.CapturedLog;
import dev.nextup.subscription.Customer;
import dev.nextup.test.kafka.PublishedRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The phone number of a ticket, seen from outside: answers, tables, Kafka and the log. */
@QuarkusTest
class PhoneTest {

    private static final String MASKED = "+49•••••89";

    @Inject Pool pool;
    @Inject PhoneRepository repository;
    @Inject Clock clock;
    @TempDir Path directory;

    private final Customer customer = new Customer();

    @Test
    void a_number_with_a_subscription_is_kept_sealed_and_shown_masked() {
        subscribe(own()).then().statusCode(200).body("warnings", hasSize(0));

        customer.read().then().body("preferences.customer_phone", equalTo(MASKED));
        String kept = new String(stored().getBuffer("sealed").getBytes(), ISO_8859_1);
        assertThat(kept).doesNotContain(customer.phone.substring(3)).doesNotContain("+49");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "\"0151 23456789\"", "17", "{}", "[1]", "true"})
    void a_number_that_cannot_be_used_keeps_nobody_from_subscribing(String phone) {
        subscribe(phone)
                .then()
                .statusCode(200)
                .body("subscriptionId", notNullValue())
                .body("warnings", hasItem(containsString("invalid-phone")));

        customer.read()
                .then()
                .body("activeSubscriptions", equalTo(1))
                .body("preferences.customer_phone", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \""})
    void no_number_is_no_matter_and_leaves_the_one_there_is(String none) {
        subscribe(own());

        subscribe(none).then().statusCode(200).body("warnings", hasSize(0));

        customer.read().then().body("preferences.customer_phone", equalTo(MASKED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void null_erases_it_and_what_is_absent_stays(String nothing) {
        change(own()).then().statusCode(200).body("warnings", hasSize(0));
        customer.change("\"pushDenied\":false,\"notifyAhead\":2").then().statusCode(200);
        customer.read().then().body("preferences.customer_phone", equalTo(MASKED));

        change(nothing).then().statusCode(200);

        customer.read()
                .then()
                .body("preferences.customer_phone", nullValue())
                .body("preferences.notify_ahead", equalTo(2));
        assertThat(rows()).isZero();
    }

    @Test
    void to_erase_the_ticket_erases_the_number() {
        change(own());

        customer.request().delete(Customer.PATH).then().statusCode(204);

        assertThat(rows()).isZero();
    }

    @Test
    void a_preference_that_cannot_be_is_refused_and_nothing_changes() {
        change(own());

        change("\"abc\"").then().statusCode(422).body("code", equalTo("invalid-phone"));
        customer.change("\"pushDenied\":true,\"notifyAhead\":500,\"customerPhone\":null")
                .then()
                .statusCode(422);
        change("17").then().statusCode(400).body("field", equalTo("customerPhone"));

        customer.read()
                .then()
                .body("preferences.customer_phone", equalTo(MASKED))
                .body("preferences.push_denied", equalTo(false));
    }

    @Test
    void a_ticket_names_five_numbers_a_day_and_the_same_one_as_often_as_it_likes() {
        for (int i = 0; i < 5; i++) {
            change("\"" + number(i) + "\"").then().statusCode(200);
            change("\"" + number(i) + "\"").then().statusCode(200);
        }

        change("\"" + number(5) + "\"")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("too-many-phones"))
                .body("error", notNullValue());

        customer.read().then().body("preferences.customer_phone", equalTo("+49•••••04"));
        subscribe("\"" + number(6) + "\"")
                .then()
                .statusCode(200)
                .body("warnings", hasItem(containsString("too-many-phones")));
    }

    @Test
    void a_number_serves_ten_tickets_a_day_wherever_they_are() {
        for (int i = 0; i < 10; i++) {
            change(new Customer(), own()).then().statusCode(200);
        }

        change(own()).then().statusCode(429).body("code", equalTo("too-many-phones"));
    }

    /** The limit of 20 is this test's: src/test/resources/application.properties. */
    @Test
    void an_organisation_has_so_many_numbers_a_day() {
        for (int i = 0; i < 20; i++) {
            change(new Customer(customer.organizationId), "\"" + number(i) + "\"")
                    .then()
                    .statusCode(200);
        }

        change("\"" + number(20) + "\"").then().statusCode(429);
        change(new Customer(), "\"" + number(20) + "\"").then().statusCode(200);
    }

    @Test
    void neither_kafka_nor_the_log_ever_sees_it() {
        String digits = customer.phone.substring(3);
        try (CapturedLog log = CapturedLog.begin()) {
            subscribe(own()).then().statusCode(200);
            change(own()).then().statusCode(200);
            change("\"" + customer.phone + "121212\"").then().statusCode(422);
            customer.change("\"pushDenied\":true,\"customerPhone\":" + own());
            subscribe("{\"number\":" + own() + "}").then().statusCode(200);

            for (KafkaTopic topic : List.of(Topics.SUBSCRIPTION_EVENTS, Topics.PREFERENCE_EVENTS)) {
                assertThat(PublishedRecords.of(customer.ticketId, topic.name(), 1))
                        .isNotEmpty()
                        .noneMatch(r -> new String(r.value(), UTF_8).contains(digits));
            }
            assertThat(log.text()).doesNotContain(digits);
        }
    }

    @Test
    void who_gives_a_number_and_leaves_the_defaults_has_chosen_and_that_is_told() {
        subscribe(own()).then().statusCode(200);

        assertThat(PublishedRecords.of(customer.ticketId, Topics.PREFERENCE_EVENTS.name(), 1))
                .singleElement()
                .extracting(record -> new String(record.value(), UTF_8))
                .asString()
                .contains("\"whatsappFallback\":true")
                .doesNotContain(customer.phone);
    }

    @Test
    void after_a_rotation_the_old_value_is_read_and_soon_sealed_with_the_new_key()
            throws Exception {
        customer.subscribe().then().statusCode(200);
        PhoneCipher.Sealed old =
                seal(PhoneCipherTest.key("old", 1))
                        .cipher()
                        .orElseThrow()
                        .seal(customer.ticketId, new PhoneNumber("+4915123456789", 49));
        pool.withTransaction(c -> repository.store(c, customer.ticketId, old, clock.instant()))
                .await()
                .indefinitely();
        PhoneSeal rotated = seal(PhoneCipherTest.key("new", 2), PhoneCipherTest.key("old", 1));

        new PhoneUpkeep(repository, rotated, pool, clock).run().await().indefinitely();

        assertThat(stored().getString("key_id")).isEqualTo("new");
        PhoneCipher.Sealed fresh =
                new PhoneCipher.Sealed("new", stored().getBuffer("sealed").getBytes());
        assertThat(
                        seal(PhoneCipherTest.key("new", 2))
                                .cipher()
                                .orElseThrow()
                                .open(customer.ticketId, fresh))
                .contains("+4915123456789");
    }

    @Test
    void the_counts_of_past_days_go() {
        pool.query("INSERT INTO phone_use VALUES ('ticket:past', current_date - 2, 1)")
                .execute()
                .await()
                .indefinitely();

        new PhoneUpkeep(
                        repository,
                        new PhoneSeal(PhoneNumbersTest.config(Optional.empty(), Set.of(), null)),
                        pool,
                        clock)
                .run()
                .await()
                .indefinitely();

        assertThat(
                        pool.query("SELECT 1 FROM phone_use WHERE subject = 'ticket:past'")
                                .execute()
                                .await()
                                .indefinitely()
                                .size())
                .isZero();
    }

    private PhoneSeal seal(String... keys) throws Exception {
        Path file = Files.writeString(directory.resolve("ring"), PhoneCipherTest.ring(keys));
        return new PhoneSeal(PhoneNumbersTest.config(Optional.of(file), Set.of(), null));
    }

    private String own() {
        return "\"" + customer.phone + "\"";
    }

    /** Others of this customer, different by the last two digits. */
    private String number(int i) {
        return customer.phone.substring(0, 12) + "%02d".formatted(i);
    }

    private Response subscribe(String phone) {
        return customer.request()
                .body(customer.subscription(customer.endpoint, ",\"customerPhone\":" + phone))
                .post(Customer.PATH);
    }

    private Response change(String phone) {
        return change(customer, phone);
    }

    private static Response change(Customer of, String phone) {
        return of.change("\"pushDenied\":false,\"customerPhone\":" + phone);
    }

    private long rows() {
        return rowsOf().hasNext() ? 1 : 0;
    }

    private Row stored() {
        return rowsOf().next();
    }

    private Iterator<Row> rowsOf() {
        return pool.preparedQuery("SELECT key_id, sealed FROM ticket_phone WHERE ticket_id = $1")
                .execute(Tuple.of(customer.ticketId))
                .await()
                .indefinitely()
                .iterator();
    }
}
