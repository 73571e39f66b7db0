package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.test.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether this device can be reached: every answer, in both languages, and what people do then. */
@QuarkusTest
class CustomerReachTest extends CustomerTest {

    /** What a person does, where there is nobody: the windows that are then opened are answered. */
    private static final String CLICK =
            """
            const opened = [];
            Clients.prototype.openWindow = async (url) => { opened.push(url); return null; };
            WindowClient.prototype.focus = async function () { return this; };
            const [notification] = await self.registration.getNotifications();
            const event = new NotificationEvent("notificationclick", { notification });
            const waits = [];
            event.waitUntil = (work) => waits.push(work);
            self.dispatchEvent(event);
            await Promise.all(waits);
            return opened;
            """;

    /** Counts the notes of chimes, of which each has two. */
    private static final String EARS =
            """
            window.notes = 0;
            const start = OscillatorNode.prototype.start;
            OscillatorNode.prototype.start = function (...at) { notes++; return start.apply(this, at); };
            """;

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void who_allows_notifications_chooses_when_and_how_to_be_told(String language) {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = customer(language, "default")) {
            customer.page().open(at(hall.qr()));
            customer.sees("promise").isGood("promise");
            customer.taps(".button--quiet.button--wide").sees("reach--off");
            customer.taps(".reach .button--primary").sees("reach--on").isGood("reach-on");
            customer.taps(".reach .button").sees("toast");

            customer.taps(".more summary").seesIn("#ahead");
            customer.taps("#phone");
            customer.page().hands().type("0170 123");
            customer.page().hands().press("Enter");
            customer.sees("field-error").isGood("preferences-phone");
            customer.page().evaluate("document.querySelector('#phone').value = ''");
            customer.taps("#phone");
            customer.page().hands().type("+4915112345678");
            customer.taps(".check:nth-of-type(2)").page().hands().press("Enter");
            customer.seesIn(".more .button--quiet-danger").isGood("preferences-kept");

            customer.taps(".more .button--quiet-danger");
            customer.page()
                    .await(
                            "return !document.querySelector('.more .button--quiet-danger')",
                            "no number");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void who_blocked_notifications_and_who_has_an_iphone_is_told_what_to_do(String language) {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = customer(language, "denied")) {
            customer.page().open(at(hall.qr()));
            customer.sees("banner").isGood("denied-before");
            customer.taps(".button--large").sees("reach--denied").isGood("denied");
        }
        try (CustomerPage customer = customer(language, "needs-home-screen")) {
            customer.page().open(at(hall.qr()));
            customer.sees("banner").isGood("ios-before");
            customer.taps(".button--large").sees("steps").isGood("ios");
            leavesPhoneNumber(customer).isGood("ios-phone");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void who_has_a_browser_without_notifications_can_leave_a_phone_number(String language) {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = customer(language, "unsupported")) {
            customer.page().open(at(hall.qr()));
            customer.sees("banner").isGood("unsupported-before");
            customer.taps(".button--large").sees("reach--unsupported").isGood("unsupported");
            leavesPhoneNumber(customer).isGood("unsupported-phone");
        }
    }

    /** And has the service know it. */
    private static CustomerPage leavesPhoneNumber(CustomerPage customer) {
        customer.taps(".more summary").taps("#phone").page().hands().type("+4915112345678");
        customer.page().hands().press("Enter");
        return customer.seesIn(".more .button--quiet-danger").reads("+49");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void a_push_is_also_said_in_the_page_and_without_a_network_the_last_state_stays(
            String language) {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = customer(language, "default")) {
            String ticket = taken(customer, hall);
            push(customer.page(), ticket);
            customer.sees("popup").isGood("popup");
            customer.taps(".popup .button");
            customer.page().await("return !document.querySelector('.popup')", "no popup");

            push(customer.page(), ticket);
            customer.sees("popup");
            hall.callNext();
            hall.staff(ticket, "serve");
            customer.sees("ticket--serving");
            assertThat(customer.page().text()).doesNotContain("please come");

            taken(customer, hall);
            customer.page().setOffline(true);
            customer.sees("banner--warn").isGood("offline-several");
        }
    }

    @Test
    void two_tabs_of_a_device_both_follow_the_ticket_and_it_sounds_and_pops_up_once() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage first = customer("en", "default")) {
            first.page().beforeEachDocument(EARS);
            String ticket = taken(first, hall);
            CustomerPage second = secondTab(first);
            second.page().beforeEachDocument(EARS);
            second.page().open(at("/"));
            second.sees("ticket--next").taps(".ticket-number");

            hall.callNext();
            first.sees("ticket--called");
            second.sees("ticket--called");
            awaitNotes(first, second, 2);
            hall.staff(ticket, "recall");
            first.reads("2 times");
            second.reads("2 times");
            awaitNotes(first, second, 4);

            push(second.page(), ticket);
            first.sees("popup");
            second.sees("popup");
            assertThat(notifications(second)).hasSize(1);
            second.taps(".popup .button");
            first.page().await("return !document.querySelector('.popup')", "read elsewhere");

            second.page().hands().clickText("Leave the line");
            second.taps("dialog .button--danger").sees("ticket--left");
            first.sees("ticket--left");
        }
    }

    @Test
    void a_click_on_a_notification_takes_one_open_page_to_its_ticket_without_loading_it_again() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = customer("en", "default")) {
            String first = taken(customer, hall);
            String second = taken(customer, hall);
            CustomerPage other = secondTab(customer);
            other.page().open(at("/?ticket=" + second));
            other.sees("live-dot");
            customer.page().evaluate("window.loadedOnce = true");
            other.page().evaluate("window.loadedOnce = true");
            push(customer.page(), first);
            customer.sees("popup");

            JsonNode opened = customer.page().worker(at("/")).evaluate(CLICK);

            assertThat(opened).isEmpty();
            assertThat(List.of(customer.ticket(), other.ticket()))
                    .containsExactlyInAnyOrder(first, second);
            for (CustomerPage each : List.of(customer, other)) {
                assertThat(each.page().evaluate("return loadedOnce").asBoolean()).isTrue();
            }
        }
    }

    /** As the browser's push service would bring it. */
    private void push(Page page, String ticket) {
        page.await("return navigator.serviceWorker.controller", "the worker");
        page.worker(at("/"))
                .push(
                        "{\"title\":\"GEN-001: please come\",\"body\":\"Town Hall · please go to Counter 2.\",\"data\":{\"ticketId\":\"%s\",\"clickUrl\":\"/?ticket=%s\"}}"
                                .formatted(ticket, ticket));
    }

    private static JsonNode notifications(CustomerPage customer) {
        return customer.page()
                .evaluate(
                        "const all = await (await navigator.serviceWorker.ready).getNotifications(); return all.map(n => n.tag)");
    }

    private static void awaitNotes(CustomerPage first, CustomerPage second, int expected) {
        await().untilAsserted(() -> assertThat(notes(first) + notes(second)).isEqualTo(expected));
    }

    private static int notes(CustomerPage customer) {
        return customer.page().evaluate("return notes").asInt();
    }
}
