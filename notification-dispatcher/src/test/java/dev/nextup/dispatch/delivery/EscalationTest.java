package dev.nextup.dispatch.delivery;

import static dev.nextup.dispatch.TicketTables.SOON;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thirty seconds are not waited for: the due time, which is a column, is moved. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class EscalationTest {

    private static final String WATCHED =
            "SELECT count(*) FROM delivery WHERE ticket_id = $1 AND escalate_at IS NOT NULL";

    @Inject Pool pool;
    @Inject VapidKeyRing ring;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final TestTicket ticket = new TestTicket();
    private TicketTables tables;
    private SimulatedBrowser browser;

    @BeforeEach
    void boundBrowser() throws Exception {
        tables = new TicketTables(pool, ticket.id);
        browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        ticket.bound(browser, ring);
        tables.awaitBound();
    }

    @Test
    void a_call_that_nobody_saw_is_sent_once_more_and_shows_as_one() {
        ticket.called();
        tables.awaitStates("your_turn ACCEPTED");
        assertThat(
                        tables.number(
                                "SELECT round(extract(epoch FROM escalate_at - finished_at))"
                                        + " FROM delivery WHERE ticket_id = $1"))
                .isEqualTo(30);

        letItBeDue();

        await().atMost(SOON).until(() -> browser.messages().size() == 2);
        tables.awaitStates("your_turn ACCEPTED");
        assertThat(tables.attempts()).containsExactly("1 accepted", "2 accepted");
        List<JsonNode> messages = browser.messages();
        assertThat(messages.get(1).path("topic")).isEqualTo(messages.get(0).path("topic"));
        assertThat(messages.get(1).at("/payload")).isEqualTo(messages.get(0).at("/payload"));
        assertThat(tables.number(WATCHED)).isZero();
        assertThat(
                        tables.number(
                                "SELECT count(*) FROM delivery WHERE ticket_id = $1 AND escalations = 1"
                                        + " AND content IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void a_call_that_was_seen_is_not() {
        ticket.called();
        tables.awaitStates("your_turn ACCEPTED");
        String token = browser.messages().get(0).at("/payload/data/ackToken").asText();

        given().contentType("application/json")
                .body("{\"token\":\"%s\",\"event\":\"shown\"}".formatted(token))
                .post("/api/notifications/ack")
                .then()
                .statusCode(204);

        tables.awaitStates("your_turn SHOWN");
        assertThat(tables.number(WATCHED)).isZero();
    }

    @Test
    void who_has_come_or_moved_on_meanwhile_is_not_called_again() {
        ticket.called();
        tables.awaitStates("your_turn ACCEPTED");
        ticket.serving();
        await().atMost(SOON)
                .until(() -> tables.number("SELECT version FROM known_ticket WHERE id = $1") == 2);

        letItBeDue();

        awaitLookedAt();
        tables.awaitStates("your_turn ACCEPTED");
        assertThat(browser.messages()).hasSize(1);
    }

    @Test
    void nobody_is_called_again_after_the_deadline() {
        ticket.called();
        tables.awaitStates("your_turn ACCEPTED");
        tables.run(
                "UPDATE delivery SET deadline = now() - interval '1 second' WHERE ticket_id = $1");

        letItBeDue();

        awaitLookedAt();
        tables.awaitStates("your_turn ACCEPTED");
        assertThat(browser.messages()).hasSize(1);
    }

    @Test
    void who_wants_no_push_any_more_is_left_alone() {
        ticket.called();
        tables.awaitStates("your_turn ACCEPTED");
        ticket.denied(true);
        await().atMost(SOON)
                .until(
                        () ->
                                tables.number(
                                                "SELECT count(*) FROM known_ticket WHERE id = $1 AND push_denied")
                                        == 1);

        letItBeDue();

        awaitLookedAt();
        assertThat(browser.messages()).hasSize(1);
    }

    @Test
    void other_kinds_are_not_watched() {
        ticket.created();

        tables.awaitStates("ticket_created ACCEPTED");

        assertThat(tables.number(WATCHED)).isZero();
    }

    /** As a restart half a minute later would find it. */
    private void letItBeDue() {
        tables.run("UPDATE delivery SET escalate_at = now() WHERE ticket_id = $1");
    }

    private void awaitLookedAt() {
        await().atMost(SOON).until(() -> tables.number(WATCHED) == 0);
    }
}
