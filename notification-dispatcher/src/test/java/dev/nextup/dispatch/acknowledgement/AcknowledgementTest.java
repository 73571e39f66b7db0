package dev.nextup.dispatch.acknowledgement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.event.Topics;
import dev.nextup.test.TestTokens;
import dev.nextup.test.kafka.PublishedRecords;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the token that a simulated browser found in the message. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class AcknowledgementTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject Pool pool;
    @Inject VapidKeyRing ring;
    @Inject AckTokens tokens;
    @Inject Clock clock;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final TestTicket ticket = new TestTicket();

    @Test
    void what_the_device_says_is_in_the_log_and_told_to_others() throws Exception {
        String token = acceptedCall();

        acknowledge(token, "shown").statusCode(204);
        assertThat(state()).isEqualTo("SHOWN");
        acknowledge(token, "clicked").statusCode(204);

        assertThat(state()).isEqualTo("CLICKED");
        given().auth()
                .oauth2(TestTokens.staff(ticket.organizationId))
                .queryParam("organizationId", ticket.organizationId)
                .queryParam("ticketId", ticket.id)
                .queryParam("status", "CLICKED")
                .get("/api/notifications/logs")
                .then()
                .statusCode(200)
                .body("items.status", equalTo(List.of("CLICKED")));
        assertThat(
                        count(
                                "SELECT count(*) FROM notification_logs WHERE ticket_id = $1 AND push_success"))
                .isEqualTo(1);
        awaitTold("accepted", "acknowledged shown", "acknowledged clicked");
    }

    @Test
    void a_repeat_is_answered_alike_and_changes_nothing() throws Exception {
        String token = acceptedCall();

        for (String event : List.of("shown", "shown", "dismissed", "dismissed", "shown")) {
            acknowledge(token, event).statusCode(204);
        }

        assertThat(state()).isEqualTo("SHOWN");
        // A witness: all that was told of the ticket before it is there once it is.
        acknowledge(token, "clicked").statusCode(204);
        awaitTold(
                "accepted", "acknowledged shown", "acknowledged dismissed", "acknowledged clicked");
    }

    @Test
    void a_click_is_a_showing_too_and_stays_one_when_that_comes_late() throws Exception {
        String token = acceptedCall();

        acknowledge(token, "clicked").statusCode(204);
        acknowledge(token, "shown").statusCode(204);

        assertThat(state()).isEqualTo("CLICKED");
        assertThat(
                        count(
                                "SELECT count(*) FROM delivery WHERE ticket_id = $1 AND shown_at IS NOT NULL"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SENDING", "RETRYING"})
    void a_device_may_be_faster_than_the_answer_of_its_push_service(String state) throws Exception {
        ticket.called();
        await().atMost(SOON)
                .until(() -> count("SELECT count(*) FROM delivery WHERE ticket_id = $1") == 1);
        run(
                "UPDATE delivery SET attempts = 1, state = '"
                        + state
                        + "', lease_until = CASE '"
                        + state
                        + "' WHEN 'SENDING' THEN now() + interval '1 hour' END WHERE ticket_id = $1");

        acknowledge(tokens.token(deliveryId(), clock.instant()), "shown").statusCode(204);

        assertThat(state()).isEqualTo("SHOWN");
        awaitTold("acknowledged shown");
    }

    @Test
    void what_was_given_up_stays_so_and_its_showing_is_told() throws Exception {
        ticket.called();
        await().atMost(SOON)
                .until(() -> count("SELECT count(*) FROM delivery WHERE ticket_id = $1") == 1);
        UUID delivery = deliveryId();
        run(
                "UPDATE delivery SET state = 'ABANDONED', error = 'interrupted', finished_at = now()"
                        + " WHERE ticket_id = $1");

        acknowledge(tokens.token(delivery, clock.instant()), "shown").statusCode(204);

        assertThat(state()).isEqualTo("ABANDONED");
        awaitTold("acknowledged shown");
    }

    @Test
    void forged_and_expired_tokens_are_refused() {
        String expired = tokens.token(UUID.randomUUID(), clock.instant().minus(AckTokens.LIFE));
        String forged = new AckTokens(new byte[32]).token(UUID.randomUUID(), clock.instant());

        for (String token : List.of(expired, forged, "nonsense")) {
            acknowledge(token, "shown")
                    .statusCode(400)
                    .body("code", equalTo("ack-token-invalid"))
                    .body("error", equalTo("This token acknowledges nothing"));
        }
    }

    @Test
    void of_a_delivery_that_was_erased_nothing_is_said() {
        acknowledge(tokens.token(UUID.randomUUID(), clock.instant()), "shown").statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing-fields",
                "{\"token\":\"x\"}|missing-fields",
                "{\"token\":\"x\",\"event\":\"eaten\"}|invalid-field",
                "{\"token\":7,\"event\":\"shown\"}|invalid-field",
                "[]|malformed-json"
            })
    void what_is_no_acknowledgement_is_refused(String body, String code) {
        given().contentType("application/json")
                .body(body)
                .post("/api/notifications/ack")
                .then()
                .statusCode(400)
                .body("code", equalTo(code));
    }

    @Test
    void one_address_cannot_make_us_check_signatures_all_day() {
        for (int i = 0; i < 100; i++) {
            from("192.0.2.77").statusCode(400);
        }

        from("192.0.2.77")
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("too-many-acknowledgements"));
        from("192.0.2.78").statusCode(400);
    }

    private static ValidatableResponse from(String address) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", address)
                .body("{\"token\":\"nonsense\",\"event\":\"shown\"}")
                .post("/api/notifications/ack")
                .then();
    }

    private String acceptedCall() throws Exception {
        SimulatedBrowser browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        ticket.bound(browser, ring);
        await().atMost(SOON)
                .until(() -> count("SELECT count(*) FROM recipient WHERE ticket_id = $1") == 1);
        ticket.called();
        await().atMost(SOON).until(() -> state().equals("ACCEPTED"));
        return browser.messages().get(0).at("/payload/data/ackToken").asText();
    }

    private static ValidatableResponse acknowledge(String token, String event) {
        return given().contentType("application/json")
                .body("{\"token\":\"%s\",\"event\":\"%s\"}".formatted(token, event))
                .post("/api/notifications/ack")
                .then();
    }

    /** Exactly these, in this order. */
    private void awaitTold(String... events) {
        assertThat(
                        PublishedRecords.of(ticket.id, Topics.DELIVERY_EVENTS.name(), events.length)
                                .stream()
                                .map(record -> inShort(record.value())))
                .containsExactly(events);
    }

    private static String inShort(byte[] record) {
        try {
            JsonNode event = JSON.readTree(record);
            String type =
                    event.path("type")
                            .asText()
                            .replaceAll("^dev\\.nextup\\.delivery\\.|\\.v1$", "");
            return (type + " " + event.at("/data/acknowledgement").asText()).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID deliveryId() {
        return pool.preparedQuery("SELECT id FROM delivery WHERE ticket_id = $1")
                .execute(Tuple.of(ticket.id))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getUUID(0);
    }

    private String state() {
        var rows =
                pool.preparedQuery("SELECT state FROM delivery WHERE ticket_id = $1")
                        .execute(Tuple.of(ticket.id))
                        .await()
                        .atMost(SOON);
        return rows.size() == 0 ? "" : rows.iterator().next().getString(0);
    }

    private void run(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(ticket.id)).await().atMost(SOON);
    }

    private long count(String sql) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(ticket.id))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getLong(0);
    }
}
