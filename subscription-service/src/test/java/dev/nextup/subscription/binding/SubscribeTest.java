package dev.nextup.subscription.binding;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.nextup.event.Topics;
import dev.nextup.subscription.CapturedLog;
import dev.nextup.subscription.Customer;
import dev.nextup.subscription.OlderVapidKey;
import dev.nextup.test.TestTokens;
import dev.nextup.test.kafka.PublishedRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the holder of a ticket can do, seen from outside: answers, tables and Kafka. */
@QuarkusTest
@QuarkusTestResource(OlderVapidKey.class) // of every test of this service
class SubscribeTest {

    private static final String BINDINGS = Topics.SUBSCRIPTION_EVENTS.name();
    private static final String PREFERENCES = Topics.PREFERENCE_EVENTS.name();

    @Inject Pool pool;

    private final Customer customer = new Customer();

    @Test
    void a_subscription_needs_no_ticket_event_and_is_told_in_full() {
        String answer =
                customer.request()
                        .body(
                                customer.subscription(
                                        customer.endpoint,
                                        ",\"userAgent\":\"Mozilla/5.0 Firefox/140.0\""))
                        .post(Customer.PATH)
                        .then()
                        .statusCode(200)
                        .body("success", equalTo(true))
                        .body("warnings", hasSize(0))
                        .extract()
                        .path("subscriptionId");

        List<String> told = told(BINDINGS, 1);
        JsonPath event = JsonPath.from(told.get(0));
        assertThat(event.getString("type")).isEqualTo("dev.nextup.subscription.bound.v1");
        assertThat(event.getString("subject")).isEqualTo(customer.ticketId.toString());
        assertThat(event.getString("data.subscriptionId")).isEqualTo(answer);
        assertThat(event.getString("data.organizationId"))
                .isEqualTo(customer.organizationId.toString());
        assertThat(event.getString("data.endpoint")).isEqualTo(customer.endpoint);
        assertThat(event.getString("data.p256dh")).isEqualTo(Customer.P256DH);
        assertThat(event.getString("data.auth")).isEqualTo(Customer.AUTH);
        assertThat(event.getString("data.keyId"))
                .isEqualTo(given().get("/api/notifications/vapid-public-key").path("keyId"));
        assertThat(event.getString("data.userAgentFamily")).isEqualTo("firefox");
        assertThat(event.getBoolean("data.active")).isTrue();
    }

    @Test
    void an_older_key_that_is_still_in_the_ring_stays_with_its_subscription() {
        customer.request()
                .body(
                        customer.subscription(
                                customer.endpoint, ",\"keyId\":\"" + OlderVapidKey.KEY_ID + "\""))
                .post(Customer.PATH)
                .then()
                .statusCode(200);

        assertThat(JsonPath.from(told(BINDINGS, 1).get(0)).getString("data.keyId"))
                .isEqualTo(OlderVapidKey.KEY_ID);
    }

    @Test
    void the_end_that_a_browser_names_is_told() {
        customer.request()
                .body(
                        customer.subscription(customer.endpoint, "")
                                .replace(
                                        "\"expirationTime\":null",
                                        "\"expirationTime\":4102444800000"))
                .post(Customer.PATH)
                .then()
                .statusCode(200);

        assertThat(JsonPath.from(told(BINDINGS, 1).get(0)).getString("data.expirationTime"))
                .isEqualTo("2100-01-01T00:00:00Z");
    }

    @Test
    void a_repeat_keeps_the_id_and_a_new_endpoint_replaces_the_old_one() {
        String first = customer.subscribe().path("subscriptionId");
        String again = customer.subscribe().path("subscriptionId");
        String other =
                customer.subscribe("https://web.push.apple.com/" + UUID.randomUUID())
                        .path("subscriptionId");

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(subscriptions()).isEqualTo(1);
        customer.read().then().body("activeSubscriptions", equalTo(1));
    }

    @Test
    void one_device_serves_two_tickets() {
        Customer second = new Customer();

        customer.subscribe("https://fcm.googleapis.com/wp/shared").then().statusCode(200);
        second.subscribe("https://fcm.googleapis.com/wp/shared").then().statusCode(200);

        customer.read().then().body("activeSubscriptions", equalTo(1));
        second.read().then().body("activeSubscriptions", equalTo(1));
    }

    @Test
    void without_a_word_the_defaults_hold() {
        customer.read()
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("preferences.push_enabled", equalTo(true))
                .body("preferences.push_denied", equalTo(false))
                .body("preferences.whatsapp_fallback", equalTo(true))
                .body("preferences.sms_fallback", equalTo(false))
                .body("preferences.notify_ahead", nullValue())
                .body("preferences.customer_phone", nullValue())
                .body("activeSubscriptions", equalTo(0));
    }

    @Test
    void preferences_need_no_subscription_and_what_is_absent_stays() {
        customer.change("\"pushDenied\":false,\"smsFallback\":true,\"notifyAhead\":5")
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
        customer.change("\"pushDenied\":true,\"whatsappFallback\":false").then().statusCode(200);

        customer.read()
                .then()
                .body("preferences.push_enabled", equalTo(false))
                .body("preferences.push_denied", equalTo(true))
                .body("preferences.whatsapp_fallback", equalTo(false))
                .body("preferences.sms_fallback", equalTo(true))
                .body("preferences.notify_ahead", equalTo(5));
        JsonPath last = JsonPath.from(told(PREFERENCES, 2).get(1));
        assertThat(last.getString("type")).isEqualTo("dev.nextup.preferences.changed.v1");
        assertThat(last.getBoolean("data.pushDenied")).isTrue();
        assertThat(last.getBoolean("data.pushEnabled")).isFalse();
        assertThat(last.getBoolean("data.smsFallback")).isTrue();
        assertThat(last.getInt("data.notifyAhead")).isEqualTo(5);
    }

    @Test
    void to_deny_push_pauses_the_subscription_and_to_allow_it_resumes_the_same() {
        String id = customer.subscribe().path("subscriptionId");

        customer.change("\"pushDenied\":true").then().statusCode(200);
        customer.read().then().body("activeSubscriptions", equalTo(0));
        customer.change("\"pushDenied\":false").then().statusCode(200);
        customer.read().then().body("activeSubscriptions", equalTo(1));

        List<String> told = told(BINDINGS, 3);
        assertThat(told)
                .extracting(r -> JsonPath.from(r).getBoolean("data.active"))
                .containsExactly(true, false, true);
        assertThat(told)
                .extracting(r -> JsonPath.from(r).getString("data.subscriptionId"))
                .containsOnly(id);
        assertThat(told).allMatch(r -> r.contains(customer.endpoint));
    }

    @Test
    void to_erase_leaves_nothing_behind_and_says_so_on_both_topics() {
        customer.subscribe();
        customer.change("\"pushDenied\":false,\"notifyAhead\":3");

        customer.request().delete(Customer.PATH).then().statusCode(204);

        assertThat(subscriptions()).isZero();
        customer.read()
                .then()
                .body("activeSubscriptions", equalTo(0))
                .body("preferences.notify_ahead", nullValue());
        assertThat(told(BINDINGS, 2).get(1)).isNull();
        assertThat(told(PREFERENCES, 2).get(1)).isNull();
    }

    @Test
    void an_ended_ticket_takes_nothing_more_but_can_be_erased() {
        customer.subscribe();
        pool.preparedQuery("UPDATE known_ticket SET ended_at = now() WHERE id = $1")
                .execute(Tuple.of(customer.ticketId))
                .await()
                .indefinitely();

        customer.subscribe().then().statusCode(409).body("code", equalTo("ticket-ended"));
        customer.change("\"pushDenied\":true")
                .then()
                .statusCode(409)
                .body("error", equalTo("This ticket has ended"));
        customer.request().delete(Customer.PATH).then().statusCode(204);
    }

    @Test
    void staff_read_tickets_of_their_organisation_and_change_none() {
        customer.subscribe();
        String colleague = TestTokens.staff(customer.organizationId);
        String stranger = TestTokens.staff(UUID.randomUUID());

        customer.request().auth().oauth2(colleague).get(Customer.PATH).then().statusCode(200);
        customer.request().auth().oauth2(stranger).get(Customer.PATH).then().statusCode(404);
        customer.request().auth().oauth2(colleague).delete(Customer.PATH).then().statusCode(404);
        new Customer().request().auth().oauth2(colleague).get(Customer.PATH).then().statusCode(404);
    }

    @Test
    void nobody_but_its_holder_touches_a_ticket() {
        customer.subscribe();
        String stranger = TestTokens.holder(UUID.randomUUID(), customer.organizationId);
        String elsewhere = TestTokens.holder(customer.ticketId, UUID.randomUUID());

        for (String token : List.of(stranger, elsewhere)) {
            customer.request()
                    .auth()
                    .oauth2(token)
                    .body(customer.subscription(customer.endpoint, ""))
                    .post(Customer.PATH)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("unknown-ticket"));
            customer.request().auth().oauth2(token).get(Customer.PATH).then().statusCode(404);
            customer.request().auth().oauth2(token).delete(Customer.PATH).then().statusCode(404);
        }
        customer.read().then().body("activeSubscriptions", equalTo(1));
    }

    @Test
    void the_log_never_shows_an_endpoint_a_key_or_a_token() {
        try (CapturedLog log = CapturedLog.begin()) {
            customer.subscribe().then().statusCode(200);
            customer.change("\"pushDenied\":true").then().statusCode(200);
            customer.subscribe("https://169.254.169.254/" + customer.ticketId)
                    .then()
                    .statusCode(422);
            customer.request().body("{\"subscription\":").post(Customer.PATH);
            told(BINDINGS, 2);

            assertThat(log.text().toLowerCase(Locale.ROOT))
                    .doesNotContain(customer.endpoint.toLowerCase(Locale.ROOT))
                    .doesNotContain("169.254.169.254")
                    .doesNotContain(Customer.P256DH.toLowerCase(Locale.ROOT))
                    .doesNotContain(Customer.AUTH.toLowerCase(Locale.ROOT))
                    .doesNotContain(customer.token.toLowerCase(Locale.ROOT));
        }
    }

    /** Values of the ticket's records; null is an erasure. */
    private List<String> told(String topic, int count) {
        return PublishedRecords.of(customer.ticketId, topic, count).stream()
                .map(r -> r.value() == null ? null : new String(r.value(), UTF_8))
                .toList();
    }

    private long subscriptions() {
        return pool.preparedQuery("SELECT count(*) FROM push_subscription WHERE ticket_id = $1")
                .execute(Tuple.of(customer.ticketId))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
