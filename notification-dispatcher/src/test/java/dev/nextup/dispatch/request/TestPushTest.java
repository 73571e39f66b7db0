package dev.nextup.dispatch.request;

import static dev.nextup.dispatch.TicketTables.SOON;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.dispatch.words.OwnWords;
import dev.nextup.dispatch.words.TestWords;
import dev.nextup.event.organization.MessagesChanged.Message;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.test.TestTokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The holder of a ticket tries whether notifications arrive; staff look at what they have written.
 */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class TestPushTest {

    @Inject Pool pool;
    @Inject VapidKeyRing ring;
    @Inject OwnWords words;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final TestTicket ticket = new TestTicket();
    private final String holder = TestTokens.holder(ticket.id, ticket.organizationId);
    private TicketTables tables;

    @BeforeEach
    void knownTicket() {
        tables = new TicketTables(pool, ticket.id);
        ticket.created();
        tables.awaitStates("ticket_created PLANNED");
    }

    @Test
    void a_test_reaches_the_device_three_times_a_minute_and_no_more() throws Exception {
        SimulatedBrowser browser = boundBrowser();

        test(holder).statusCode(200).body("success", equalTo(true));
        test(holder).statusCode(200).body("results.success", equalTo(1));
        test(holder).statusCode(200);
        ValidatableResponse fourth = test(holder);

        fourth.statusCode(429).body("code", equalTo("too-many-tests"));
        assertThat(Integer.parseInt(fourth.extract().header("Retry-After"))).isBetween(20, 60);
        assertThat(browser.kinds()).containsExactly("ticket_created", "test", "test", "test");
        JsonNode last = browser.messages().get(3);
        assertThat(last.at("/payload/title").asText()).isEqualTo("This works");
        assertThat(last.path("urgency").asText()).isEqualTo("high");
        assertThat(last.path("ttl").asInt()).as("somebody waits for it").isBetween(1, 10);
    }

    @Test
    void of_parallel_tests_three_are_sent() throws Exception {
        SimulatedBrowser browser = boundBrowser();

        List<Integer> answers =
                IntStream.range(0, 6)
                        .parallel()
                        .mapToObj(i -> test(holder).extract().statusCode())
                        .sorted()
                        .toList();

        assertThat(answers).containsExactly(200, 200, 200, 429, 429, 429);
        assertThat(browser.kinds().stream().filter("test"::equals)).hasSize(3);
    }

    @Test
    void without_a_browser_the_answer_says_so() {
        test(holder)
                .statusCode(200)
                .body("success", equalTo(false))
                .body("shouldFallback", equalTo(true));
    }

    @Test
    void a_push_service_that_refuses_is_told() throws Exception {
        boundBrowser().answer("[{\"status\":400}]");

        test(holder).statusCode(502).body("results.details[0].error", equalTo("http-400"));
    }

    @Test
    void a_push_service_that_asks_to_wait_is_left_alone_until_then() throws Exception {
        SimulatedBrowser browser = boundBrowser();
        browser.answer("[{\"status\":429,\"retryAfter\":\"2\"}]");
        test(holder).statusCode(502).body("results.details[0].error", equalTo("http-429"));

        ValidatableResponse early = test(holder);

        early.statusCode(429).body("code", equalTo("push-service-busy"));
        assertThat(Integer.parseInt(early.extract().header("Retry-After"))).isBetween(1, 2);
        assertThat(browser.kinds()).as("not even tried").containsExactly("ticket_created");
        await().atMost(SOON).untilAsserted(() -> test(holder).statusCode(200));
        assertThat(browser.kinds()).containsExactly("ticket_created", "test");
        tables.awaitStates("ticket_created ACCEPTED", "test ABANDONED", "test ACCEPTED");
    }

    @Test
    void it_may_look_like_any_kind_and_says_that_it_is_a_preview() throws Exception {
        SimulatedBrowser browser = boundBrowser();

        test(holder, "{\"ticketId\":\"" + ticket.id + "\",\"kind\":\"your_turn\"}")
                .statusCode(200)
                .body("success", equalTo(true));

        JsonNode shown = browser.messages().get(1).path("payload");
        assertThat(shown.path("title").asText()).isEqualTo("Preview: It is your turn: GEN-014");
        assertThat(shown.path("body").asText())
                .isEqualTo("Please go to Counter 1 (General Enquiries).");
        assertThat(shown.path("requireInteraction").asBoolean()).isTrue();
        assertThat(shown.path("tag").asText()).isEqualTo("preview-" + ticket.id);
        assertThat(shown.at("/data/notificationType").asText()).isEqualTo("test");
        assertThat(shown.at("/data/counter").isNull()).isTrue();
        tables.awaitStates("ticket_created ACCEPTED", "test ACCEPTED");
    }

    @Test
    void staff_look_at_what_their_organisation_says() throws Exception {
        TestWords.say(
                ticket.organizationId,
                new Message(
                        "almost_your_turn",
                        "en",
                        "Soon, {number}",
                        "{ahead} ahead, {currentlyServing} at {counter}. <b>&"));
        await().atMost(SOON)
                .until(() -> words.of(ticket.organizationId, "almost_your_turn", "en").isPresent());
        SimulatedBrowser browser = boundBrowser();

        test(TestTokens.staff(ticket.organizationId, "employee"), body("almost_your_turn"))
                .statusCode(200)
                .body("results.success", equalTo(1));

        JsonNode shown = browser.messages().get(1).path("payload");
        assertThat(shown.path("title").asText()).isEqualTo("Preview: Soon, GEN-014");
        assertThat(shown.path("body").asText()).isEqualTo("2 ahead, GEN-011 at Counter 1. <b>&");
    }

    @Test
    void previews_of_staff_count_as_tests_of_the_ticket() throws Exception {
        boundBrowser();
        String staff = TestTokens.staff(ticket.organizationId, "admin");
        for (String kind : List.of("test", "your_turn", "ticket_missed")) {
            test(staff, body(kind)).statusCode(200);
        }

        test(holder).statusCode(429).body("code", equalTo("too-many-tests"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"your_birthday\"", "\"YOUR_TURN\"", "\"\"", "7", "{}", "[]"})
    void there_are_no_other_kinds(String kind) {
        test(holder, "{\"kind\":" + kind + "}")
                .statusCode(400)
                .body("code", equalTo("invalid-field"))
                .body("field", equalTo("kind"));
    }

    @Test
    void staff_name_the_ticket() {
        test(TestTokens.staff(ticket.organizationId, "admin"), "{\"kind\":\"your_turn\"}")
                .statusCode(400)
                .body("code", equalTo("missing-fields"))
                .body("details.ticketId", equalTo("missing"));
    }

    @Test
    void members_look_on_tickets_of_what_they_work_for() {
        List<UUID> elsewhere = List.of(UUID.randomUUID());

        test(
                        TestTokens.scoped(ticket.organizationId, "employee", List.of(), elsewhere),
                        body("your_turn"))
                .statusCode(403)
                .body("code", equalTo("out-of-scope"));
    }

    @Test
    void what_belongs_to_others_looks_like_nothing() {
        String stranger = TestTokens.staff(UUID.randomUUID(), "admin");
        String ofOthers = TestTokens.holder(UUID.randomUUID(), ticket.organizationId);
        String foreign = "{\"organizationId\":\"" + UUID.randomUUID() + "\"}";

        for (ValidatableResponse answer :
                List.of(
                        test(stranger, body("test")),
                        test(ofOthers, body("test")),
                        test(holder, foreign))) {
            answer.statusCode(404).body("code", equalTo("unknown-ticket"));
        }
    }

    @Test
    void it_is_for_living_tickets() {
        given().post("/api/notifications/test").then().statusCode(401);
        ticket.cancelled(TicketCancelled.Reason.STAFF);
        await().atMost(SOON)
                .until(
                        () ->
                                tables.number(
                                                "SELECT count(*) FROM known_ticket WHERE id = $1"
                                                        + " AND status = 'CANCELLED'")
                                        == 1);

        test(holder).statusCode(409).body("code", equalTo("ticket-ended"));
    }

    private SimulatedBrowser boundBrowser() throws Exception {
        SimulatedBrowser browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        ticket.bound(browser, ring);
        tables.awaitStates("ticket_created ACCEPTED");
        return browser;
    }

    private String body(String kind) {
        return "{\"ticketId\":\"" + ticket.id + "\",\"kind\":\"" + kind + "\"}";
    }

    private static ValidatableResponse test(String token) {
        return given().auth().oauth2(token).post("/api/notifications/test").then();
    }

    private static ValidatableResponse test(String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/api/notifications/test")
                .then();
    }
}
