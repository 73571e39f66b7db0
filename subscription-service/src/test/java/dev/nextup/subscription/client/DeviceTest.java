package dev.nextup.subscription.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.subscription.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One device over time: several tickets, changed keys, ended tickets, other devices' peculiarities.
 */
@QuarkusTest
class DeviceTest extends BrowserTest {

    @Inject Pool pool;

    private static final String SUBSCRIBE = "/api/notifications/subscribe";
    private static final String KEY = "/api/notifications/vapid-public-key";

    /** A point of P-256 that is not this installation's key: the one of RFC 8291, appendix A. */
    private static final String OTHER_KEY =
            "{\"publicKey\":\"" + Customer.P256DH + "\",\"keyId\":%s}";

    @Test
    void a_second_ticket_does_not_silence_the_first() {
        try (Visitor visitor = visitor()) {
            Customer first = new Customer();
            Customer second = new Customer();

            assertThat(visitor.join(first).asBoolean()).isTrue();
            String endpoint = visitor.endpoint();
            assertThat(visitor.join(second).asBoolean()).isTrue();

            assertThat(visitor.endpoint()).isEqualTo(endpoint);
            assertThat(visitor.front.calls("POST", SUBSCRIBE))
                    .hasSize(2)
                    .allSatisfy(call -> assertThat(call.body()).contains(endpoint));
            assertThat(activeSubscriptions(first)).isEqualTo(1);
            assertThat(activeSubscriptions(second)).isEqualTo(1);
        }
    }

    @Test
    void a_browser_that_does_not_tell_the_key_of_its_subscription_keeps_it_too() {
        try (Visitor visitor = Visitor.allowing(chromium, service)) {
            visitor.page.beforeEachDocument(
                    """
                    const tell = PushManager.prototype.getSubscription;
                    PushManager.prototype.getSubscription = async function () {
                      const subscription = await tell.call(this);
                      return subscription && { ...subscription, options: undefined };
                    };
                    """);
            visitor.load();
            visitor.join(new Customer());
            String endpoint = visitor.endpoint();

            visitor.join(new Customer());
            visitor.load();

            assertThat(visitor.endpoint()).isNotEmpty().isEqualTo(endpoint);
        }
    }

    @Test
    void with_a_new_server_key_every_ticket_gets_the_new_subscription() {
        try (Visitor visitor = visitor()) {
            Customer first = new Customer();
            Customer second = new Customer();
            visitor.front.answer("GET", KEY, 200, OTHER_KEY.formatted("null"));
            visitor.front.answer("GET", KEY, 200, OTHER_KEY.formatted("null"));
            visitor.join(first);
            visitor.join(second);
            String before = visitor.endpoint();

            visitor.load();

            String after = visitor.endpoint();
            assertThat(after).isNotEmpty().isNotEqualTo(before);
            List<Front.Call> sent = visitor.front.calls("POST", SUBSCRIBE);
            assertThat(sent.subList(2, sent.size()))
                    .hasSize(2)
                    .allSatisfy(call -> assertThat(call.body()).contains(after));
        }
    }

    @Test
    void a_key_the_server_has_forgotten_meanwhile_is_replaced_while_binding() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.front.answer("GET", KEY, 200, OTHER_KEY.formatted("\"forgotten\""));

            assertThat(visitor.join(ticket).asBoolean()).isTrue();

            assertThat(visitor.front.calls("POST", SUBSCRIBE)).hasSize(2);
            assertThat(activeSubscriptions(ticket)).isEqualTo(1);
        }
    }

    @Test
    void a_subscription_that_has_expired_is_replaced_while_binding() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.front.answer("POST", SUBSCRIBE, 422, "{\"code\":\"subscription-expired\"}");

            assertThat(visitor.join(ticket).asBoolean()).isTrue();

            assertThat(visitor.front.calls("POST", SUBSCRIBE)).hasSize(2);
            assertThat(activeSubscriptions(ticket)).isEqualTo(1);
        }
    }

    @Test
    void the_subscription_goes_with_the_last_ticket_and_not_before() {
        try (Visitor visitor = visitor()) {
            Customer first = new Customer();
            Customer second = new Customer();
            visitor.join(first);
            visitor.join(second);

            visitor.run("await push.ticketEnded('%s')".formatted(first.ticketId));
            assertThat(visitor.endpoint()).isNotEmpty();

            visitor.run("await push.ticketEnded('%s')".formatted(second.ticketId));
            assertThat(visitor.endpoint()).isEmpty();
            assertThat(visitor.run("return push.hasActivePushSubscription()").asBoolean())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, status, COMPLETED, true",
        "200, status, CANCELLED, true",
        "200, status, EXPIRED, true",
        "404, code, unknown-ticket, true",
        "401, code, unauthorized, true",
        "404, code, not-found, false",
        "200, status, WAITING, false",
        "200, status, NO_SHOW, false",
        "503, code, service-unavailable, false"
    })
    void a_ticket_that_ended_while_no_page_was_open_is_forgotten_on_load(
            int status, String member, String value, boolean forgotten) {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.join(ticket);
            visitor.front.answer(
                    "GET",
                    "/api/tickets/" + ticket.ticketId,
                    status,
                    "{\"" + member + "\":\"" + value + "\"}");

            assertThat(visitor.load().asBoolean()).isTrue();

            assertThat(visitor.run("return push.tickets()").isEmpty()).isEqualTo(forgotten);
            assertThat(visitor.endpoint().isEmpty()).isEqualTo(forgotten);
        }
    }

    @Test
    void a_ticket_the_server_calls_ended_is_forgotten_when_it_is_bound() {
        try (Visitor visitor = visitor()) {
            visitor.front.answer("POST", SUBSCRIBE, 409, "{\"code\":\"ticket-ended\"}");

            assertThat(visitor.join(new Customer()).asBoolean()).isFalse();

            assertThat(visitor.lastError()).isEqualTo("ticket-ended");
            assertThat(visitor.run("return push.tickets()")).isEmpty();
        }
    }

    @Test
    void a_subscription_the_browser_lost_is_made_anew_on_load() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.join(ticket);
            String before = visitor.endpoint();
            visitor.run("await caches.delete('push-bridge')");

            visitor.load();

            assertThat(visitor.endpoint()).isNotEmpty().isNotEqualTo(before);
            assertThat(visitor.front.calls("POST", SUBSCRIBE).get(1).body())
                    .contains(visitor.endpoint());
        }
    }

    /** As after 404 or 410; a wave of them by mistake is undone so. */
    @Test
    void a_subscription_that_its_push_service_has_ended_is_made_anew_on_load() {
        try (Visitor visitor = visitor()) {
            Customer first = new Customer();
            Customer second = new Customer();
            visitor.join(first);
            visitor.join(second);
            String before = visitor.endpoint();
            pool.preparedQuery("UPDATE push_subscription SET active = false WHERE ticket_id = $1")
                    .execute(Tuple.of(first.ticketId))
                    .await()
                    .indefinitely();

            visitor.load();

            assertThat(visitor.endpoint()).isNotEmpty().isNotEqualTo(before);
            assertThat(activeSubscriptions(first)).isEqualTo(1);
            assertThat(activeSubscriptions(second)).isEqualTo(1);
            List<Front.Call> sent = visitor.front.calls("POST", SUBSCRIBE);
            assertThat(sent.subList(2, sent.size()))
                    .hasSize(2)
                    .allSatisfy(call -> assertThat(call.body()).contains(visitor.endpoint()));
        }
    }

    @Test
    void who_refused_push_elsewhere_is_left_in_peace_on_load() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.join(ticket);
            ticket.change("\"pushDenied\":true").then().statusCode(200);

            visitor.load();

            assertThat(visitor.front.calls("POST", SUBSCRIBE)).hasSize(1);
            assertThat(activeSubscriptions(ticket)).isZero();
        }
    }

    @Test
    void a_load_without_changes_tells_the_server_nothing() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.join(ticket);

            visitor.load();

            assertThat(visitor.front.calls("POST", SUBSCRIBE)).hasSize(1);
        }
    }

    @Test
    void who_unsubscribes_is_left_in_peace_until_asking_again() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.join(ticket);

            assertThat(visitor.run("return push.unsubscribe()").asBoolean()).isTrue();

            assertThat(visitor.endpoint()).isEmpty();
            assertThat(ticket.read().<Boolean>path("preferences.push_denied")).isTrue();
            visitor.load();
            assertThat(visitor.endpoint()).isEmpty();
            assertThat(visitor.join(ticket).asBoolean()).isTrue();
            assertThat(activeSubscriptions(ticket)).isEqualTo(1);
        }
    }

    @Test
    void preferences_are_read_and_changed_one_by_one() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.remember(ticket);
            String id = ticket.ticketId.toString();

            assertThat(
                            visitor.run(
                                            "return push.updateNotificationPreferences('%s', {notifyAhead: 5})"
                                                    .formatted(id))
                                    .asBoolean())
                    .isTrue();

            JsonNode preferences =
                    visitor.run("return push.getNotificationPreferences('%s')".formatted(id));
            assertThat(preferences.path("notify_ahead").asInt()).isEqualTo(5);
            assertThat(preferences.path("push_denied").asBoolean()).isFalse();
            assertThat(
                            visitor.run(
                                            "return push.updateNotificationPreferences('%s', {notifyAhead: 500})"
                                                    .formatted(id))
                                    .asBoolean())
                    .isFalse();
            assertThat(visitor.run("return push.lastError.problem").asText())
                    .isEqualTo("invalid-preference");
        }
    }

    @Test
    void a_test_notification_is_asked_for_with_the_token_of_the_latest_ticket() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.remember(new Customer());
            visitor.run("minutes = 1");
            visitor.remember(ticket);
            visitor.front.answer("POST", "/api/notifications/test", 200, "{\"success\":true}");

            assertThat(visitor.run("return push.sendTestNotification()").asBoolean()).isTrue();

            assertThat(visitor.front.calls("POST", "/api/notifications/test"))
                    .singleElement()
                    .satisfies(
                            call ->
                                    assertThat(call.authorization())
                                            .isEqualTo("Bearer " + ticket.token));
        }
    }

    @Test
    void two_buttons_pressed_at_once_make_one_subscription() {
        try (Visitor visitor = visitor()) {
            JsonNode endpoints =
                    visitor.click(
                            """
                            const both = await Promise.all(["a", "b"].map((id) => push.initializePushNotifications(id)));
                            return both.map((each) => each.endpoint);
                            """);

            assertThat(endpoints.get(0)).isEqualTo(endpoints.get(1));
            assertThat(visitor.front.calls("GET", KEY)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
                        + " Version/17.5 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 Version/16.6"
                        + " Mobile/15E148 Safari/604.1"
            })
    void on_iphone_and_ipad_it_needs_the_home_screen(String userAgent) {
        try (Visitor visitor = Visitor.undecided(chromium, service)) {
            visitor.page.claimToBe(userAgent);

            assertThat(visitor.load().asBoolean()).isFalse();

            assertThat(visitor.run("return [push.needsHomeScreen(), push.getPermissionStatus()]"))
                    .hasToString("[true,\"needs-home-screen\"]");
            assertThat(visitor.click("return push.initializePushNotifications('any')").isNull())
                    .isTrue();
            assertThat(visitor.lastError()).isEqualTo("needs-home-screen");
        }
    }

    @Test
    void where_storage_is_refused_it_works_until_the_page_is_closed_and_says_so() {
        try (Visitor visitor = Visitor.allowing(chromium, service)) {
            Customer ticket = new Customer();
            visitor.page.beforeEachDocument(
                    """
                    const refuse = () => { throw new DOMException("The operation is insecure.", "SecurityError"); };
                    Object.defineProperty(window, "localStorage", { get: refuse });
                    IDBFactory.prototype.open = refuse;
                    """);
            visitor.load();

            assertThat(visitor.join(ticket).asBoolean()).isTrue();

            assertThat(visitor.run("return push.storageStatus()"))
                    .hasToString("{\"pending\":\"memory\",\"tickets\":\"memory\"}");
            assertThat(activeSubscriptions(ticket)).isEqualTo(1);
        }
    }

    /** A frame without an origin of its own: the browser itself refuses storage and workers. */
    @Test
    void where_the_browser_refuses_everything_nothing_breaks() {
        try (Visitor visitor = visitor()) {
            visitor.front.page(
                    "/frame",
                    """
                    <!doctype html><script type="module">
                    import push from "%s/client/v1/nextup-push.js";
                    const ready = await push.initialize();
                    const subscription = await push.initializePushNotifications("any");
                    await push.rememberTicket({ id: "t", organizationId: "o", token: "x" });
                    const bound = await push.associateSubscriptionWithTicket("t");
                    parent.postMessage([ready, subscription, bound, push.isSupported(), await push.storageStatus()], "*");
                    </script>
                    """
                            .formatted(visitor.front.origin()));

            JsonNode said =
                    visitor.run(
                            """
                            const told = new Promise((resolve) => addEventListener("message", (e) => resolve(e.data)));
                            const frame = document.createElement("iframe");
                            frame.sandbox = "allow-scripts";
                            frame.src = "/frame";
                            document.body.append(frame);
                            return told;
                            """);

            assertThat(said)
                    .hasToString(
                            "[false,null,false,false,{\"pending\":\"memory\",\"tickets\":\"memory\"}]");
        }
    }

    @Test
    void a_page_of_another_origin_hosts_one_line_and_names_the_api() {
        try (Front nextup = Front.of(service);
                Front app = Front.of(service)) {
            nextup.allowOtherOrigins();
            app.script("/sw.js", "importScripts('" + nextup.origin() + "/sw.js');");
            try (Visitor visitor = Visitor.at(app, chromium, nextup.origin())) {
                Customer ticket = new Customer();
                visitor.permission("granted");
                assertThat(visitor.load().asBoolean()).isTrue();

                assertThat(visitor.join(ticket).asBoolean()).isTrue();

                assertThat(activeSubscriptions(ticket)).isEqualTo(1);
                assertThat(app.calls("POST", SUBSCRIBE)).isEmpty();
                visitor.worker().push("{\"title\":\"x\",\"data\":{\"ackToken\":\"signed\"}}");
                visitor.until("return news.length === 1");
                org.awaitility.Awaitility.await()
                        .until(() -> nextup.calls("POST", "/api/notifications/ack").size() == 1);
            }
        }
    }
}
