package dev.nextup.dispatch.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.test.TestTokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class SendPushTest {

    private static final String PATH = "/api/notifications/push";
    private static final String WORDS = "{\"title\":\"Hello\",\"body\":\"Counter 4, please\"}";
    private static final Duration SOON = Duration.ofSeconds(15);

    @Inject Pool pool;
    @Inject VapidKeyRing ring;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final TestTicket ticket = new TestTicket();
    private String employee;
    private String manager;

    @BeforeEach
    void knownTicket() {
        employee = TestTokens.staff(ticket.organizationId, "employee");
        manager = TestTokens.staff(ticket.organizationId, "manager");
        ticket.created();
        await().atMost(SOON)
                .until(() -> count("SELECT count(*) FROM delivery WHERE ticket_id = $1") == 1);
    }

    @Test
    void a_managers_words_reach_the_browser_and_the_answer_says_so() throws Exception {
        SimulatedBrowser browser = browser();
        UUID subscription = ticket.bound(browser, ring);

        send(manager, order("your_turn", WORDS))
                .statusCode(200)
                .body("success", equalTo(true))
                .body("results.total", equalTo(1))
                .body("results.success", equalTo(1))
                .body("results.failed", equalTo(0))
                .body("results.details.subscriptionId", contains(subscription.toString()))
                .body("results.details.success", contains(true))
                .body("shouldFallback", equalTo(false));

        JsonNode payload = last(browser).path("payload");
        assertThat(payload.path("title").asText()).isEqualTo("Hello");
        assertThat(payload.at("/data/ticketNumber").asText()).isEqualTo("GEN-014");
        assertThat(last(browser).path("ttl").asInt()).isBetween(8, 10);
    }

    @Test
    void an_employee_sends_the_text_of_the_kind() throws Exception {
        SimulatedBrowser browser = browser();
        ticket.bound(browser, ring);

        send(employee, order("ticket_missed", null)).statusCode(200).body("success", equalTo(true));

        assertThat(last(browser).at("/payload/title").asText()).isEqualTo("We missed you: GEN-014");
    }

    @ParameterizedTest
    @ValueSource(strings = {"employee", "manager"})
    void members_send_to_the_tickets_of_what_they_work_for(String role) throws Exception {
        SimulatedBrowser browser = settledBrowser();
        String words = role.equals("manager") ? WORDS : null;
        List<UUID> none = List.of();
        List<UUID> elsewhere = List.of(UUID.randomUUID());

        for (String token :
                List.of(
                        TestTokens.scoped(ticket.organizationId, role, elsewhere, none),
                        TestTokens.scoped(ticket.organizationId, role, none, elsewhere))) {
            send(token, order("ticket_missed", words))
                    .statusCode(403)
                    .body("code", equalTo("out-of-scope"));
        }
        assertThat(count("SELECT count(*) FROM delivery WHERE ticket_id = $1 AND on_request"))
                .isZero();
        for (String token :
                List.of(
                        TestTokens.scoped(
                                ticket.organizationId, role, List.of(ticket.branchId), elsewhere),
                        TestTokens.scoped(
                                ticket.organizationId,
                                role,
                                elsewhere,
                                List.of(ticket.departmentId)))) {
            send(token, order("ticket_missed", words))
                    .statusCode(200)
                    .body("success", equalTo(true));
        }
        assertThat(last(browser).at("/payload/data/ticketId").asText())
                .isEqualTo(ticket.id.toString());
    }

    @Test
    void words_of_ones_own_are_not_for_employees() {
        send(employee, order("your_turn", WORDS))
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @Test
    void without_a_browser_the_answer_names_the_way_out_and_the_log_has_it() {
        send(manager, order("your_turn", WORDS))
                .statusCode(200)
                .body("success", equalTo(false))
                .body("message", equalTo("No active subscriptions found"))
                .body("results", nullValue())
                .body("shouldFallback", equalTo(true));

        assertThat(
                        count(
                                "SELECT count(*) FROM notification_logs WHERE ticket_id = $1 AND NOT push_success"
                                        + " AND push_error = 'no-active-subscription'"))
                .isEqualTo(1);
    }

    @Test
    void a_browser_that_is_bound_a_moment_later_is_waited_for() throws Exception {
        SimulatedBrowser browser = browser();
        ticket.bound(browser, ring);

        // Not awaited: the binding is still on its way when the request comes.
        send(manager, order("your_turn", WORDS)).statusCode(200).body("success", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource({"503, http-503, ABANDONED", "410, gone, GONE", "400, http-400, REJECTED"})
    void a_failure_is_told_once_and_not_tried_again(int status, String error, String state)
            throws Exception {
        SimulatedBrowser browser = settledBrowser();
        browser.answer("[{\"status\":" + status + "}]");

        send(manager, order("your_turn", WORDS))
                .statusCode(502)
                .body("success", equalTo(false))
                .body("results.failed", equalTo(1))
                .body("results.details.error", contains(error))
                .body("shouldFallback", equalTo(true));

        assertThat(
                        count(
                                "SELECT count(*) FROM delivery WHERE ticket_id = $1 AND on_request AND state = '"
                                        + state
                                        + "' AND attempts = 1"))
                .isEqualTo(1);
    }

    @Test
    void every_missing_field_is_named() {
        send(manager, "{}")
                .statusCode(400)
                .body("code", equalTo("missing-fields"))
                .body("error", equalTo("Missing required fields"))
                .body("details.organizationId", equalTo("missing"))
                .body("details.ticketId", equalTo("missing"))
                .body("details.payload", equalTo("missing"))
                .body("details.notificationType", equalTo("missing"));
        send(manager, order("your_turn", "{\"title\":\"Hello\"}"))
                .statusCode(400)
                .body("details.'payload.body'", equalTo("missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "icon|7",
                "data|[]",
                "actions|{}",
                "silent|\"no\"",
                "vibrate|true",
                "tag|{}",
                "image|false"
            })
    void a_member_of_the_wrong_type_is_named(String member, String value) {
        String payload = WORDS.replace("}", ",\"%s\":%s}".formatted(member, value));

        send(manager, order("your_turn", payload))
                .statusCode(400)
                .body("code", equalTo("invalid-field"))
                .body("field", equalTo("payload." + member))
                .body("details.'payload." + member + "'", equalTo("invalid"));
    }

    @Test
    void a_field_of_another_type_than_the_api_documents_is_named() {
        send(manager, order("your_turn", WORDS).replace(ticket.id.toString(), "no id"))
                .statusCode(400)
                .body("code", equalTo("invalid-field"))
                .body("details.ticketId", equalTo("invalid"));
    }

    @Test
    void an_unknown_kind_is_refused() {
        send(manager, order("your_fault", WORDS))
                .statusCode(400)
                .body("field", equalTo("notificationType"))
                .body("details.notificationType", equalTo("invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"icon", "badge", "image"})
    void pictures_come_from_our_own_origin(String member) throws Exception {
        settledBrowser();
        String foreign =
                WORDS.replace("}", ",\"" + member + "\":\"https://elsewhere.example/x.png\"}");
        String own = WORDS.replace("}", ",\"" + member + "\":\"https://queue.example/x.png\"}");

        send(manager, order("your_turn", foreign))
                .statusCode(422)
                .body("code", equalTo("image-not-allowed"));
        send(manager, order("your_turn", own)).statusCode(200).body("success", equalTo(true));
    }

    @Test
    void pictures_of_buttons_come_from_our_own_origin_too() throws Exception {
        SimulatedBrowser browser = settledBrowser();
        String button =
                ",\"actions\":[{\"action\":\"open\",\"title\":\"Open\",\"icon\":\"%s/x.png\",\"navigate\":\"https://elsewhere.example\"}]}";
        String foreign = WORDS.replace("}", button.formatted("https://elsewhere.example"));
        String own = WORDS.replace("}", button.formatted("https://queue.example"));

        send(manager, order("your_turn", foreign))
                .statusCode(422)
                .body("code", equalTo("image-not-allowed"))
                .body("field", equalTo("payload.actions[0].icon"));
        send(manager, order("your_turn", own)).statusCode(200).body("success", equalTo(true));

        assertThat(last(browser).at("/payload/actions/0").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("action", "title", "icon");
    }

    @Test
    void what_fits_into_no_message_is_refused() throws Exception {
        settledBrowser();
        String payload = "{\"title\":\"Hello\",\"body\":\"" + "x".repeat(4_000) + "\"}";

        send(manager, order("your_turn", payload))
                .statusCode(422)
                .body("code", equalTo("payload-too-large"));
    }

    @Test
    void another_organisations_ticket_looks_like_none() {
        String stranger = TestTokens.staff(UUID.randomUUID(), "admin");
        String nobody =
                order("your_turn", WORDS)
                        .replace(ticket.id.toString(), UUID.randomUUID().toString());

        String foreign =
                send(stranger, order("your_turn", WORDS)).statusCode(404).extract().asString();
        String absent = send(manager, nobody).statusCode(404).extract().asString();

        assertThat(foreign).isEqualTo(absent).contains("unknown-ticket");
    }

    @Test
    void customers_do_not_send() {
        String holder = TestTokens.holder(ticket.id, ticket.organizationId);

        send(holder, order("your_turn", WORDS)).statusCode(403).body("code", equalTo("forbidden"));
        given().contentType("application/json")
                .body(order("your_turn", WORDS))
                .post(PATH)
                .then()
                .statusCode(401);
    }

    @Test
    void nobody_is_called_after_the_end() {
        ticket.cancelled(TicketCancelled.Reason.CUSTOMER);
        await().atMost(SOON)
                .until(
                        () ->
                                count(
                                                "SELECT count(*) FROM known_ticket WHERE id = $1"
                                                        + " AND status = 'CANCELLED'")
                                        == 1);

        send(manager, order("your_turn", WORDS))
                .statusCode(409)
                .body("code", equalTo("ticket-ended"));
    }

    private ValidatableResponse send(String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post(PATH)
                .then();
    }

    private String order(String type, String payload) {
        return "{\"organizationId\":\"%s\",\"ticketId\":\"%s\",\"notificationType\":\"%s\"%s}"
                .formatted(
                        ticket.organizationId,
                        ticket.id,
                        type,
                        payload == null ? "" : ",\"payload\":" + payload);
    }

    /** One that has received what was planned before, so that scripted answers meet the request. */
    private SimulatedBrowser settledBrowser() throws Exception {
        SimulatedBrowser browser = browser();
        ticket.bound(browser, ring);
        await().atMost(SOON).until(() -> browser.kinds().contains("ticket_created"));
        await().atMost(SOON)
                .until(
                        () ->
                                count(
                                                "SELECT count(*) FROM delivery WHERE ticket_id = $1 AND state = 'ACCEPTED'")
                                        == 1);
        return browser;
    }

    private SimulatedBrowser browser() throws Exception {
        return SimulatedBrowser.subscribe(
                PushServiceForTests.client(), pushService, ring.newest().publicKey());
    }

    /** The answer comes after the push service has taken the message. */
    private static JsonNode last(SimulatedBrowser browser) {
        return browser.messages().stream()
                .filter(
                        message ->
                                !message.at("/payload/data/notificationType")
                                        .asText()
                                        .equals("ticket_created"))
                .reduce((first, second) -> second)
                .orElseThrow();
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
