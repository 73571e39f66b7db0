package dev.nextup.subscription.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.subscription.Customer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** First the browser, then the ticket: what a customer's page does. */
@QuarkusTest
class TwoStepFlowTest extends BrowserTest {

    private static final String SUBSCRIBE = "/api/notifications/subscribe";
    private static final String PENDING = "return localStorage.getItem('pendingPushSubscription')";

    @Test
    void a_browser_subscribes_before_there_is_a_ticket_and_is_bound_to_it_after() throws Exception {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();

            JsonNode subscription =
                    visitor.click(
                            "return (await push.initializePushNotifications('%s')).toJSON()"
                                    .formatted(ticket.organizationId));

            JsonNode pending = new ObjectMapper().readTree(visitor.run(PENDING).asText());
            assertThat(pending.path("organizationId").asText())
                    .isEqualTo(ticket.organizationId.toString());
            assertThat(pending.path("timestamp").asLong())
                    .isCloseTo(
                            System.currentTimeMillis(),
                            org.assertj.core.data.Offset.offset(60_000L));
            assertThat(pending.path("subscription")).isEqualTo(subscription);
            assertThat(visitor.front.calls("POST", SUBSCRIBE)).isEmpty();

            visitor.remember(ticket);
            assertThat(visitor.associate(ticket).asBoolean()).isTrue();

            assertThat(visitor.run(PENDING).isNull()).isTrue();
            ticket.read().then().statusCode(200);
            assertThat(activeSubscriptions(ticket)).isEqualTo(1);
            assertThat(visitor.endpoint()).isEqualTo(subscription.path("endpoint").asText());
        }
    }

    @Test
    void permission_is_asked_in_a_click_only() {
        try (Visitor visitor = Visitor.undecided(chromium, service)) {
            visitor.load();

            JsonNode answer =
                    visitor.run("return attempt(() => push.initializePushNotifications('any'))");

            assertThat(answer.path("code").asText()).isEqualTo("user-gesture-required");
            assertThat(answer.path("typed").asBoolean()).isTrue();
            assertThat(visitor.run("return push.getPermissionStatus()").asText())
                    .isEqualTo("default");
        }
    }

    @Test
    void who_refuses_gets_null_and_the_page_learns_why() {
        try (Visitor visitor = Visitor.undecided(chromium, service)) {
            visitor.permission("denied");
            visitor.load();

            JsonNode answer = visitor.click("return push.initializePushNotifications('any')");

            assertThat(answer.isNull()).isTrue();
            assertThat(visitor.lastError()).isEqualTo("permission-denied");
            assertThat(visitor.run(PENDING).isNull()).isTrue();
        }
    }

    @Test
    void a_subscription_waits_ten_minutes_for_its_ticket() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.run("minutes = -9.9");
            visitor.click("return push.initializePushNotifications('any')");
            visitor.remember(ticket);

            visitor.run("minutes = 0");
            assertThat(visitor.associate(ticket).asBoolean()).isTrue();
        }
    }

    @Test
    void after_ten_minutes_it_is_used_no_more_and_the_browser_forgets_it() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.run("minutes = -10.1");
            visitor.click("return push.initializePushNotifications('any')");
            visitor.remember(ticket);

            visitor.run("minutes = 0");
            assertThat(visitor.associate(ticket).asBoolean()).isFalse();

            assertThat(visitor.lastError()).isEqualTo("pending-expired");
            assertThat(visitor.run(PENDING).isNull()).isTrue();
            assertThat(visitor.endpoint()).isEmpty();
            assertThat(visitor.front.calls("POST", SUBSCRIBE)).isEmpty();
        }
    }

    @Test
    void what_has_expired_is_cleaned_up_on_load() {
        try (Visitor visitor = visitor()) {
            visitor.click("return push.initializePushNotifications('any')");
            visitor.run(
                    """
                    const pending = JSON.parse(localStorage.getItem('pendingPushSubscription'));
                    pending.timestamp -= 601000;
                    localStorage.setItem('pendingPushSubscription', JSON.stringify(pending));
                    """);

            visitor.load();

            assertThat(visitor.run(PENDING).isNull()).isTrue();
            assertThat(visitor.endpoint()).isEmpty();
        }
    }

    @Test
    void a_page_that_is_loaded_again_still_has_the_waiting_subscription() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.click("return push.initializePushNotifications('any')");
            String endpoint = visitor.endpoint();

            visitor.load();
            visitor.remember(ticket);

            assertThat(visitor.associate(ticket).asBoolean()).isTrue();
            assertThat(visitor.endpoint()).isEqualTo(endpoint);
        }
    }

    @Test
    void sending_is_tried_again_after_one_second_and_after_two() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.front.answer("POST", SUBSCRIBE, 503, "{}");
            visitor.front.answer("POST", SUBSCRIBE, 500, "");

            assertThat(visitor.join(ticket).asBoolean()).isTrue();

            assertThat(visitor.run("return pauses").toString()).isEqualTo("[1000,2000]");
            assertThat(visitor.front.calls("POST", SUBSCRIBE)).hasSize(3);
            assertThat(activeSubscriptions(ticket)).isEqualTo(1);
        }
    }

    @Test
    void after_the_second_repeat_it_gives_up_and_keeps_the_subscription_for_another_try() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            for (int i = 0; i < 3; i++) {
                visitor.front.answer("POST", SUBSCRIBE, 503, "{\"code\":\"service-unavailable\"}");
            }

            assertThat(visitor.join(ticket).asBoolean()).isFalse();

            assertThat(visitor.front.calls("POST", SUBSCRIBE)).hasSize(3);
            assertThat(visitor.run("return [push.lastError.status, push.lastError.problem]"))
                    .hasToString("[503,\"service-unavailable\"]");
            assertThat(visitor.run(PENDING).isNull()).isFalse();
            assertThat(visitor.associate(ticket).asBoolean()).isTrue();
        }
    }

    @Test
    void what_the_server_refuses_is_not_repeated() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.remember(ticket);
            String foreign =
                    """
                    return push.sendSubscriptionToServerWithData('%s', '%s',
                        {endpoint: 'https://evil.example/x', keys: {p256dh: '%s', auth: '%s'}})
                    """
                            .formatted(
                                    ticket.organizationId,
                                    ticket.ticketId,
                                    Customer.P256DH,
                                    Customer.AUTH);

            assertThat(visitor.run(foreign).asBoolean()).isFalse();

            assertThat(visitor.run("return push.lastError.problem").asText())
                    .isEqualTo("endpoint-not-allowed");
            assertThat(visitor.front.calls("POST", SUBSCRIBE)).hasSize(1);
        }
    }

    @Test
    void a_ticket_without_its_token_is_a_mistake_of_the_program() {
        try (Visitor visitor = visitor()) {

            JsonNode answer =
                    visitor.run("return attempt(() => push.associateSubscriptionWithTicket('x'))");

            assertThat(answer.path("code").asText()).isEqualTo("unknown-ticket");
        }
    }

    @Test
    void an_app_that_keeps_its_tickets_elsewhere_is_asked_for_them() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.run(
                    "await push.initialize({ticketFor: (id) => ({id, organizationId: '%s', token: '%s'})})"
                            .formatted(ticket.organizationId, ticket.token));
            visitor.click("return push.initializePushNotifications('any')");

            assertThat(visitor.associate(ticket).asBoolean()).isTrue();
            assertThat(activeSubscriptions(ticket)).isEqualTo(1);
        }
    }
}
