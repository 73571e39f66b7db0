package dev.nextup.dispatch.request;

import static dev.nextup.dispatch.TicketTables.SOON;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.test.TestTokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The holder of a ticket tries whether notifications arrive. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class TestPushTest {

    @Inject Pool pool;
    @Inject VapidKeyRing ring;

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
        assertThat(browser.messages().get(3).at("/payload/title").asText()).isEqualTo("This works");
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
    void it_is_for_holders_of_living_tickets() {
        test(TestTokens.staff(ticket.organizationId, "admin"))
                .statusCode(403)
                .body("code", equalTo("forbidden"));
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

    private static ValidatableResponse test(String token) {
        return given().auth().oauth2(token).post("/api/notifications/test").then();
    }
}
