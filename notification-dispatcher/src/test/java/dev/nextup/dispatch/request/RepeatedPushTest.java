package dev.nextup.dispatch.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.test.TestTokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that got no answer asks again under the same key. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class RepeatedPushTest {

    @Inject Pool pool;
    @Inject VapidKeyRing ring;
    @Inject RequestKeys keys;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final TestTicket ticket = new TestTicket();
    private final String key = UUID.randomUUID().toString();
    private final String manager = TestTokens.staff(ticket.organizationId, "manager");
    private TicketTables tables;
    private SimulatedBrowser browser;

    @BeforeEach
    void knownTicket() throws Exception {
        tables = new TicketTables(pool, ticket.id);
        browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        ticket.bound(browser, ring);
        ticket.created();
        tables.awaitStates("ticket_created ACCEPTED");
    }

    @ParameterizedTest
    @CsvSource({"201, 200", "400, 502", "410, 502"})
    void the_first_answer_is_repeated_and_nothing_is_sent(int pushAnswer, int status)
            throws Exception {
        browser.answer("[{\"status\":" + pushAnswer + "}]");

        Response first = send(key, "Hello");
        Response second = send(key, "Hello");

        assertThat(first.statusCode()).isEqualTo(status);
        assertThat(second.statusCode()).isEqualTo(status);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(requested()).isEqualTo(1);
    }

    @Test
    void that_there_was_no_browser_is_repeated_too() {
        ticket.erased();
        await().atMost(TicketTables.SOON)
                .until(
                        () ->
                                tables.number("SELECT count(*) FROM recipient WHERE ticket_id = $1")
                                        == 0);

        Response first = send(key, "Hello");
        ticket.bound(browser, ring);
        tables.awaitBound();

        assertThat(first.jsonPath().getBoolean("shouldFallback")).isTrue();
        assertThat(send(key, "Hello").asString()).isEqualTo(first.asString());
    }

    @Test
    void the_answer_is_repeated_when_the_ticket_has_ended_meanwhile() {
        Response first = send(key, "Hello");
        ticket.completed();
        await().atMost(TicketTables.SOON)
                .until(
                        () ->
                                tables.number(
                                                "SELECT count(*) FROM known_ticket WHERE id = $1"
                                                        + " AND status = 'COMPLETED'")
                                        == 1);

        assertThat(send(key, "Hello").asString()).isEqualTo(first.asString());
    }

    @Test
    void another_request_needs_another_key() {
        send(key, "Hello");

        send(key, "Goodbye").then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
        send(UUID.randomUUID().toString(), "Goodbye").then().statusCode(200);
        assertThat(requested()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"too-short", "with a space in it", "x"})
    void a_key_of_another_form_is_refused(String unusable) {
        send(unusable, "Hello")
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-invalid"));
        assertThat(requested()).isZero();
    }

    @Test
    void who_comes_at_the_same_time_waits_for_the_first() throws Exception {
        browser.answer("[{\"status\":201,\"delayMs\":1000},{\"status\":400}]");
        Callable<String> request =
                () -> send(key, "Hello").then().statusCode(200).extract().asString();

        List<Future<String>> answers;
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            answers = clients.invokeAll(List.of(request, request, request, request));
        } finally {
            clients.shutdown();
        }

        for (Future<String> answer : answers) {
            assertThat(answer.get()).isEqualTo(answers.get(0).get()).contains("\"success\":true");
        }
        assertThat(requested()).isEqualTo(1);
    }

    @Test
    void keys_of_different_people_never_meet() {
        String another = TestTokens.staff(ticket.organizationId, "admin");

        send(manager, key, "Hello").then().statusCode(200);
        send(another, key, "Goodbye").then().statusCode(200);

        assertThat(requested()).isEqualTo(2);
    }

    @Test
    void a_refusal_takes_no_key() {
        String stranger = "Hello\",\"icon\":\"https://elsewhere.example/x.png";

        send(key, stranger).then().statusCode(422).body("code", equalTo("image-not-allowed"));

        send(key, "Hello").then().statusCode(200).body("success", equalTo(true));
    }

    @Test
    void a_day_later_the_key_is_new() {
        send(key, "Hello");
        tables.run(
                "UPDATE requested_push SET created_at = now() - interval '24 hours' WHERE delivery_id IN"
                        + " (SELECT id FROM delivery WHERE ticket_id = $1)");

        send(key, "Goodbye").then().statusCode(200).body("success", equalTo(true));

        assertThat(requested()).isEqualTo(2);
        assertThat(remembered()).isEqualTo(1);
    }

    @Test
    void keys_are_forgotten_after_a_day() {
        send(key, "Hello");
        send(UUID.randomUUID().toString(), "Goodbye");
        tables.run(
                "UPDATE requested_push SET created_at = now() - interval '24 hours' WHERE key = '"
                        + key
                        + "' AND $1::uuid IS NOT NULL");

        keys.forgetOld().await().atMost(TicketTables.SOON);

        assertThat(remembered()).isEqualTo(1);
    }

    /** Its lease ran out: as after a kill in the middle. */
    @Test
    void what_a_dead_replica_was_sending_is_told_and_not_sent_again() {
        send(key, "Hello");
        tables.run(
                "UPDATE delivery SET state = 'SENDING', finished_at = NULL, lease_until = now() - interval '1 second',"
                        + " content = '{}' WHERE ticket_id = $1 AND on_request");

        send(key, "Hello")
                .then()
                .statusCode(502)
                .body("results.details.error", contains("interrupted"))
                .body("shouldFallback", equalTo(true));

        assertThat(requested()).isEqualTo(1);
    }

    private long requested() {
        return tables.number("SELECT count(*) FROM delivery WHERE ticket_id = $1 AND on_request");
    }

    private long remembered() {
        return tables.number(
                "SELECT count(*) FROM requested_push p JOIN delivery d ON d.id = p.delivery_id"
                        + " WHERE d.ticket_id = $1");
    }

    private Response send(String name, String title) {
        return send(manager, name, title);
    }

    private Response send(String token, String name, String title) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("Idempotency-Key", name)
                .body(
                        """
                        {"organizationId":"%s","ticketId":"%s","notificationType":"your_turn",
                         "payload":{"title":"%s","body":"You"}}"""
                                .formatted(ticket.organizationId, ticket.id, title))
                .post("/api/notifications/push");
    }
}
