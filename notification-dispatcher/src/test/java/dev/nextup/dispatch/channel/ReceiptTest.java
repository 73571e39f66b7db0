package dev.nextup.dispatch.channel;

import static dev.nextup.dispatch.TicketTables.SOON;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.event.Topics;
import dev.nextup.test.TestTokens;
import dev.nextup.test.kafka.PublishedRecords;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway says became of a message. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = GatewayForTests.class, scope = TestResourceScope.MATCHING_RESOURCES)
class ReceiptTest {

    private static final String PATH = "/api/notifications/receipts";
    private static final WebhookSecret SECRET = new WebhookSecret(GatewayForTests.SECRET);
    private static final String LINE =
            "SELECT concat_ws(' ', delivery_method, whatsapp_success, whatsapp_error)"
                    + " FROM notification_logs WHERE ticket_id = $1";

    @Inject Pool pool;
    @Inject Clock clock;

    private final TestTicket ticket = new TestTicket();
    private final String phone =
            "+49152" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    private TicketTables tables;
    private String delivery;

    @BeforeEach
    void messageTaken() {
        tables = new TicketTables(pool, ticket.id);
        GatewayForTests.PHONES.put(ticket.id, phone);
        ticket.called();
        await().atMost(SOON).until(() -> GatewayForTests.received(phone).size() == 1);
        await().atMost(SOON).until(() -> tables.texts(LINE).equals(List.of("whatsapp t")));
        delivery = GatewayForTests.received(phone).get(0).body().at("/data/deliveryId").asText();
    }

    @Test
    void delivered_then_read_is_in_the_log_and_told_as_events() {
        receipt("delivered").statusCode(204);
        assertThat(tables.attempts()).containsExactly("1 delivered");
        receipt("read").statusCode(204);

        assertThat(tables.attempts()).containsExactly("1 read");
        assertThat(tables.texts(LINE)).containsExactly("whatsapp t");
        assertThat(events(3))
                .containsExactly(
                        "dev.nextup.delivery.accepted.v1 whatsapp",
                        "dev.nextup.delivery.acknowledged.v1 whatsapp shown",
                        "dev.nextup.delivery.acknowledged.v1 whatsapp shown");
    }

    @Test
    void what_failed_is_no_success_any_more() {
        receipt("failed").statusCode(204);

        assertThat(tables.attempts()).containsExactly("1 undelivered");
        assertThat(tables.texts(LINE)).containsExactly("whatsapp f undelivered");
        assertThat(events(2))
                .containsExactly(
                        "dev.nextup.delivery.accepted.v1 whatsapp",
                        "dev.nextup.delivery.abandoned.v1 whatsapp rejected");
    }

    @Test
    void what_failed_may_arrive_after_all_and_what_arrived_cannot_fail() {
        receipt("failed").statusCode(204);
        receipt("read").statusCode(204);
        receipt("delivered").statusCode(204);
        receipt("failed").statusCode(204);

        assertThat(tables.attempts()).containsExactly("1 read");
        assertThat(tables.texts(LINE)).containsExactly("whatsapp t");
    }

    @Test
    void a_call_that_comes_again_changes_nothing() {
        String id = UUID.randomUUID().toString();
        String body = body("notification.delivered", delivery, "whatsapp");
        Instant now = clock.instant();

        for (int i = 0; i < 3; i++) {
            send(id, now, SECRET.sign(id, now, body), body).statusCode(204);
        }
        receipt("delivered").statusCode(204);
        receipt("read").statusCode(204);

        assertThat(events(3)).hasSize(3);
    }

    @Test
    void a_message_that_is_not_known_or_went_another_way_is_answered_alike() {
        signed(body("notification.read", UUID.randomUUID().toString(), "whatsapp")).statusCode(204);
        signed(body("notification.read", delivery, "sms")).statusCode(204);

        assertThat(tables.attempts()).containsExactly("1 accepted");
    }

    @Test
    void who_does_not_have_the_secret_is_refused_whoever_they_are() {
        String body = body("notification.read", delivery, "whatsapp");
        String id = "msg_1";
        Instant now = clock.instant();
        String good = SECRET.sign(id, now, body);
        String foreign =
                new WebhookSecret("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").sign(id, now, body);

        refused(send(id, now, foreign, body));
        refused(send("msg_2", now, good, body));
        refused(send(id, now, good, body.replace("read", "failed")));
        refused(send(id, now.plusSeconds(1), good, body));
        Instant old = now.minus(Duration.ofMinutes(6));
        refused(send(id, old, SECRET.sign(id, old, body), body));
        Instant early = now.plus(Duration.ofMinutes(6));
        refused(send(id, early, SECRET.sign(id, early, body), body));
        refused(given().contentType("application/json").body(body).post(PATH).then());
        for (String token :
                List.of(
                        TestTokens.staff(ticket.organizationId, "admin"),
                        TestTokens.holder(ticket.id, ticket.organizationId))) {
            refused(
                    given().auth()
                            .oauth2(token)
                            .contentType("application/json")
                            .body(body)
                            .post(PATH)
                            .then());
        }
        assertThat(tables.attempts()).containsExactly("1 accepted");
    }

    @Test
    void a_message_of_ours_sent_back_is_no_receipt() {
        var message = GatewayForTests.received(phone).get(0);

        given().contentType("application/json")
                .header("webhook-id", message.id())
                .header("webhook-timestamp", message.timestamp())
                .header("webhook-signature", message.signature())
                .body(message.text())
                .post(PATH)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-field"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "{}|missing-fields",
                "''|missing-fields",
                "null|missing-fields",
                "{\"type\":\"notification.read\"}|missing-fields",
                "{\"type\":\"notification.read\",\"data\":{\"deliveryId\":\"x\",\"channel\":\"sms\"}}|invalid-field",
                "{\"type\":7}|invalid-field",
                "{\"type\":\"notification.eaten\",\"data\":{\"deliveryId\":\"5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54\",\"channel\":\"sms\"}}|invalid-field",
                "{\"type\":\"notification.read\",\"data\":{\"deliveryId\":\"5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54\",\"channel\":\"push\"}}|invalid-field",
                "{\"type\":|malformed-json",
                "[]|malformed-json"
            })
    void what_is_signed_and_makes_no_sense_is_refused(String body, String code) {
        signed(body).statusCode(400).body("code", equalTo(code));
    }

    private ValidatableResponse receipt(String outcome) {
        return signed(body("notification." + outcome, delivery, "whatsapp"));
    }

    private ValidatableResponse signed(String body) {
        String id = UUID.randomUUID().toString();
        Instant now = clock.instant();
        return send(id, now, SECRET.sign(id, now, body), body);
    }

    private static ValidatableResponse send(String id, Instant at, String signature, String body) {
        return given().contentType("application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", at.getEpochSecond())
                .header("webhook-signature", signature)
                .body(body)
                .post(PATH)
                .then();
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(401).body("code", equalTo("webhook-signature-invalid"));
    }

    private static String body(String type, String deliveryId, String channel) {
        return "{\"type\":\"%s\",\"data\":{\"deliveryId\":\"%s\",\"channel\":\"%s\"}}"
                .formatted(type, deliveryId, channel);
    }

    private List<String> events(int count) {
        return PublishedRecords.of(ticket.id, Topics.DELIVERY_EVENTS.name(), count).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .map(ReceiptTest::summary)
                .toList();
    }

    private static String summary(String event) {
        try {
            JsonNode json = new ObjectMapper().readTree(event);
            JsonNode data = json.path("data");
            return (json.path("type").asText()
                            + " "
                            + data.path("channel").asText()
                            + " "
                            + data.path("acknowledgement").asText()
                            + data.path("reason").asText())
                    .strip();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
