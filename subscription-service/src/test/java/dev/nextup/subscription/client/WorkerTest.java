package dev.nextup.subscription.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.subscription.Customer;
import dev.nextup.test.browser.ServiceWorker;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service worker does with pushes and clicks; pushes come from the browser itself. */
@QuarkusTest
class WorkerTest extends BrowserTest {

    private static final String ACK = "/api/notifications/ack";

    /** Title, body, tag and data of all notifications on display. */
    private static final String SHOWN =
            """
            return (await self.registration.getNotifications())
                .map(({title, body, tag, lang, data}) => ({title, body, tag, lang, data}));
            """;

    private static final String CALL =
            """
            {"title": "It is your turn: GEN-002", "body": "Counter 1", "icon": null, "tag": "ticket-T1", "renotify": true,
             "requireInteraction": true, "silent": false,
             "data": {"ticketId": "T1", "ticketNumber": "GEN-002", "notificationType": "your_turn",
                      "clickUrl": "%s", "ackToken": "signed-T1"}}
            """;

    /**
     * A click that no person can make in a browser without a window. What needs a person is written
     * down instead.
     */
    private static final String CLICK =
            """
            self.opened = [];
            self.focused = [];
            self.loaded = [];
            Clients.prototype.openWindow = async (url) => { opened.push(url); return null; };
            WindowClient.prototype.focus = async function () { focused.push(this.url); return this; };
            WindowClient.prototype.navigate = async function (url) { loaded.push(url); return this; };
            const [notification] = await self.registration.getNotifications();
            const event = new NotificationEvent("%s", { notification, action: "%s" });
            const waits = [];
            event.waitUntil = (work) => waits.push(work);
            self.dispatchEvent(event);
            await Promise.all(waits);
            return { opened, focused, loaded, waits: waits.length };
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Come to counter 1",
                "null",
                "[1]",
                "{}",
                "{\"title\":\"x\"",
                "{\"title\":{\"a\":1},\"body\":7,\"data\":\"text\",\"tag\":\"\"}",
                "{\"title\":\"x\",\"actions\":\"nonsense\"}",
                "{\"title\":{\"toString\":1},\"body\":{\"toString\":1},\"tag\":{\"toString\":1}}",
                "{\"data\":{\"ticketId\":{\"toString\":1}}}",
                "{\"web_push\":8030,\"notification\":{\"title\":{\"toString\":1},\"tag\":[]}}",
                "{\"title\":\"x\",\"silent\":true,\"vibrate\":[100]}",
                "{\"title\":\"x\",\"timestamp\":\"yesterday\",\"dir\":\"sideways\"}",
                "{\"web_push\":8030,\"notification\":\"nonsense\"}",
                "{\"web_push\":8030,\"app_badge\":-1,\"notification\":{\"title\":\"x\",\"navigate\":\"/\"}}"
            })
    void every_push_is_shown_whatever_is_in_it(String payload) {
        try (Visitor visitor = visitor()) {
            JsonNode shown = push(visitor, payload);

            assertThat(shown).hasSize(1);
            assertThat(shown.path(0).path("title").asText()).isNotBlank();
            assertThat(shown.path(0).path("tag").asText()).isNotBlank();
        }
    }

    @Test
    void a_text_is_shown_as_it_is_and_nothing_at_all_as_news() {
        try (Visitor visitor = visitor()) {
            assertThat(push(visitor, "Come to counter 1").path(0).path("body").asText())
                    .isEqualTo("Come to counter 1");
            assertThat(push(visitor, "").path(0).path("body").asText()).contains("news");
        }
    }

    @Test
    void the_declarative_form_is_understood() {
        try (Visitor visitor = visitor()) {
            JsonNode shown =
                    push(
                            visitor,
                            """
                            {"web_push": 8030, "mutable": true, "app_badge": 1,
                             "notification": {"title": "It is your turn", "body": "Counter 1", "lang": "de", "tag": "t",
                                              "navigate": "%s/?ticket=T1", "data": {"ticketId": "T1"}}}
                            """
                                    .formatted(visitor.front.origin()));

            assertThat(shown.path(0).path("title").asText()).isEqualTo("It is your turn");
            assertThat(shown.path(0).path("body").asText()).isEqualTo("Counter 1");
            assertThat(shown.path(0).path("lang").asText()).isEqualTo("de");
            assertThat(shown.path(0).path("data").path("clickUrl").asText())
                    .isEqualTo(visitor.front.origin() + "/?ticket=T1");
        }
    }

    @Test
    void a_second_call_of_a_ticket_replaces_the_first_and_another_ticket_does_not() {
        try (Visitor visitor = visitor()) {
            push(visitor, "{\"title\":\"first\",\"data\":{\"ticketId\":\"T1\"}}");
            push(visitor, "{\"title\":\"second\",\"data\":{\"ticketId\":\"T1\"}}");
            JsonNode shown = push(visitor, "{\"title\":\"other\",\"data\":{\"ticketId\":\"T2\"}}");

            assertThat(shown.findValuesAsText("title"))
                    .containsExactlyInAnyOrder("second", "other");
            assertThat(
                            visitor.worker()
                                    .evaluate(
                                            "return (await"
                                                    + " self.registration.getNotifications()).every(n"
                                                    + " => n.renotify)")
                                    .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void open_pages_are_told_and_learn_no_secret() {
        try (Visitor visitor = visitor()) {
            push(visitor, CALL.formatted("/"));

            JsonNode news = visitor.run("return news[0]");
            assertThat(news.path("event").asText()).isEqualTo("shown");
            assertThat(news.path("data").path("ticketNumber").asText()).isEqualTo("GEN-002");
            assertThat(news.toString()).doesNotContain("signed-T1");
        }
    }

    @Test
    void it_is_acknowledged_once_shown() {
        try (Visitor visitor = visitor()) {
            push(visitor, CALL.formatted("/"));

            assertThat(acknowledgements(visitor, 1))
                    .containsExactly("{\"token\":\"signed-T1\",\"event\":\"shown\"}");
        }
    }

    @Test
    void a_server_that_does_not_answer_acknowledgements_delays_nothing() {
        try (Visitor visitor = visitor()) {
            CountDownLatch answer = visitor.front.hold("POST", ACK);

            JsonNode shown = push(visitor, CALL.formatted("/"));

            assertThat(shown).hasSize(1);
            assertThat(answer.getCount()).isEqualTo(1);
        }
    }

    @Test
    void a_refused_acknowledgement_changes_nothing() {
        try (Visitor visitor = visitor()) {
            visitor.front.answer("POST", ACK, 400, "{\"code\":\"ack-token-invalid\"}");
            push(visitor, CALL.formatted("/"));
            acknowledgements(visitor, 1);

            assertThat(push(visitor, CALL.formatted("/"))).hasSize(1);
            assertThat(acknowledgements(visitor, 2)).hasSize(2);
        }
    }

    @Test
    void a_push_is_one_piece_of_work() {
        try (Visitor visitor = visitor()) {
            push(visitor, "");

            JsonNode waits =
                    visitor.worker()
                            .evaluate(
                                    """
                                    const event = new PushEvent("push", { data: "{}" });
                                    const waits = [];
                                    event.waitUntil = (work) => waits.push(work);
                                    self.dispatchEvent(event);
                                    const count = waits.length;
                                    await Promise.all(waits);
                                    return [count, waits.length];
                                    """);

            assertThat(waits).hasToString("[1,1]");
        }
    }

    @Test
    void a_click_brings_the_open_page_of_the_ticket_to_the_front() {
        try (Visitor visitor = visitor()) {
            visitor.run("history.replaceState(null, '', '/?ticket=T1&more=1')");
            push(visitor, CALL.formatted("/?ticket=T1"));

            JsonNode done = click(visitor, "");

            assertThat(done.path("focused")).hasSize(1);
            assertThat(done.path("opened")).isEmpty();
            assertThat(done.path("loaded")).isEmpty();
            assertThat(acknowledgements(visitor, 2))
                    .contains("{\"token\":\"signed-T1\",\"event\":\"clicked\"}");
            visitor.until("return news.some((each) => each.event === 'clicked')");
            assertThat(visitor.worker().evaluate(SHOWN)).isEmpty();
        }
    }

    @Test
    void a_click_takes_a_page_that_shows_another_ticket_to_the_one_of_the_notification() {
        try (Visitor visitor = visitor()) {
            visitor.run("history.replaceState(null, '', '/?ticket=T0')");
            push(visitor, CALL.formatted("/?ticket=T1"));

            JsonNode done = click(visitor, "");

            assertThat(done.path("focused")).hasSize(1);
            assertThat(done.path("opened")).isEmpty();
            assertThat(done.path("loaded"))
                    .hasToString("[\"" + visitor.front.origin() + "/?ticket=T1\"]");
        }
    }

    @Test
    void a_page_that_goes_to_the_ticket_by_itself_is_not_loaded_again() {
        try (Visitor visitor = visitor()) {
            visitor.run(
                    """
                    history.replaceState(null, '', '/?ticket=T0');
                    push.onNotification(({ inFront, data }) => {
                      if (inFront) history.replaceState(null, '', '/?ticket=' + data.ticketId);
                    });
                    """);
            push(visitor, CALL.formatted("/?ticket=T1"));

            JsonNode done = click(visitor, "");

            assertThat(done.path("focused")).hasSize(1);
            assertThat(done.path("opened")).isEmpty();
            assertThat(done.path("loaded")).isEmpty();
            assertThat(visitor.run("return location.search").asText()).isEqualTo("?ticket=T1");
        }
    }

    @Test
    void without_such_a_page_it_opens_one() {
        try (Visitor visitor = visitor()) {
            push(visitor, CALL.formatted("/queue?ticket=T1"));

            assertThat(click(visitor, "").path("opened"))
                    .hasToString("[\"" + visitor.front.origin() + "/queue?ticket=T1\"]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/?ticket=T1",
                "//evil.example/",
                "javascript:alert(1)",
                "data:text/html,x",
                "http://["
            })
    void nobody_is_led_to_another_origin(String address) {
        try (Visitor visitor = visitor()) {
            visitor.run("history.replaceState(null, '', '/elsewhere')");
            push(visitor, CALL.formatted(address));

            assertThat(click(visitor, "").path("opened"))
                    .hasToString("[\"" + visitor.front.origin() + "/\"]");
        }
    }

    @Test
    void a_button_of_the_notification_leads_to_its_own_address() {
        try (Visitor visitor = visitor()) {
            push(
                    visitor,
                    """
                    {"title": "Almost your turn", "actions": [
                        {"action": "delay", "title": "Let others pass", "navigate": "/delay"},
                        {"action": "evil", "title": "Click", "navigate": "https://evil.example/"}],
                     "data": {"ticketId": "T1", "clickUrl": "/queue"}}
                    """);

            assertThat(click(visitor, "delay").path("opened"))
                    .hasToString("[\"" + visitor.front.origin() + "/delay\"]");
            visitor.until("return news.some((each) => each.action === 'delay')");
        }
    }

    @Test
    void a_notification_that_is_waved_away_is_acknowledged_as_dismissed() {
        try (Visitor visitor = visitor()) {
            push(visitor, CALL.formatted("/"));

            JsonNode done = visitor.worker().evaluate(CLICK.formatted("notificationclose", ""));

            assertThat(done.path("waits").asInt()).isEqualTo(1);
            assertThat(acknowledgements(visitor, 2))
                    .contains("{\"token\":\"signed-T1\",\"event\":\"dismissed\"}");
        }
    }

    @Test
    void a_renewed_subscription_is_bound_to_every_ticket_without_any_page() {
        try (Visitor visitor = visitor()) {
            Customer first = new Customer();
            Customer second = new Customer();
            visitor.join(first);
            visitor.join(second);
            String before = visitor.endpoint();
            visitor.run("await caches.delete('push-bridge')");

            String after =
                    visitor.worker()
                            .evaluate(
                                    """
                                    const event = new ExtendableEvent("pushsubscriptionchange");
                                    const waits = [];
                                    event.waitUntil = (work) => waits.push(work);
                                    self.dispatchEvent(event);
                                    await Promise.all(waits);
                                    return (await self.registration.pushManager.getSubscription()).endpoint;
                                    """)
                            .asText();

            assertThat(after).isNotEqualTo(before);
            List<Front.Call> sent = visitor.front.calls("POST", "/api/notifications/subscribe");
            assertThat(sent.subList(2, sent.size()))
                    .hasSize(2)
                    .allSatisfy(call -> assertThat(call.body()).contains(after));
            visitor.load();
            assertThat(visitor.front.calls("POST", "/api/notifications/subscribe")).hasSize(4);
        }
    }

    @Test
    void with_the_notice_that_the_last_ticket_was_cancelled_the_subscription_goes() {
        try (Visitor visitor = visitor()) {
            Customer first = new Customer();
            Customer second = new Customer();
            visitor.join(first);
            visitor.join(second);

            push(visitor, cancelled(first));
            visitor.until("return (await push.tickets()).length === 1");
            assertThat(visitor.endpoint()).isNotEmpty();

            push(visitor, cancelled(second));
            visitor.until("return (await push.tickets()).length === 0");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> visitor.endpoint().isEmpty());
        }
    }

    @Test
    void a_subscription_that_waits_for_its_ticket_outlives_the_ticket_before() {
        try (Visitor visitor = visitor()) {
            Customer ticket = new Customer();
            visitor.join(ticket);
            visitor.click("return push.initializePushNotifications('any')");

            push(visitor, cancelled(ticket));
            visitor.until("return (await push.tickets()).length === 0");
            push(visitor, "one more, so that the first is done with");

            assertThat(visitor.endpoint()).isNotEmpty();
        }
    }

    /** What is on display once the page was told that this push is. */
    private static JsonNode push(Visitor visitor, String payload) {
        ServiceWorker worker = visitor.worker();
        int before =
                visitor.run("return news.filter((each) => each.event === 'shown').length").asInt();
        worker.push(payload);
        visitor.until("return news.filter((each) => each.event === 'shown').length > " + before);
        return worker.evaluate(SHOWN);
    }

    private static JsonNode click(Visitor visitor, String action) {
        JsonNode done = visitor.worker().evaluate(CLICK.formatted("notificationclick", action));
        assertThat(done.path("waits").asInt()).isEqualTo(1);
        return done;
    }

    private static List<String> acknowledgements(Visitor visitor, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> visitor.front.calls("POST", ACK).size() >= count);
        return visitor.front.calls("POST", ACK).stream().map(Front.Call::body).toList();
    }

    private static String cancelled(Customer ticket) {
        return """
        {"title":"Cancelled","data":{"notificationType":"ticket_cancelled","ticketId":"%s"}}\
        """
                .formatted(ticket.ticketId);
    }
}
