package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.test.browser.Page;
import dev.nextup.test.browser.Viewport;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What a ticket in the customer app lives through. */
@QuarkusTest
class CustomerAppTest extends CustomerTest {

    private static final String TURNED =
            "dispatchEvent(new PageTransitionEvent('%s', {persisted: true}))";

    /** As if they had been taken here. */
    private static final String SIX_MORE =
            """
            const kept = JSON.parse(localStorage.getItem('nextup.tickets'));
            for (let i = 0; i < 6; i++) {
              const body = JSON.stringify({organizationId: '%s', serviceId: '%s'});
              const headers = {'Content-Type': 'application/json'};
              const {token, ...ticket} = await (await fetch('/api/tickets', {method: 'POST', headers, body})).json();
              kept.push({...kept[0], token, ticket: {...kept[0].ticket, ...ticket}});
            }
            localStorage.setItem('nextup.tickets', JSON.stringify(kept));
            """;

    @Inject MeterRegistry metrics;

    @Test
    void a_ticket_survives_a_reload_and_its_token_is_in_no_address() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = english()) {
            String ticket = customer.takeTicket(at(hall.qr()));
            customer.page().open(at("/"));
            customer.sees("ticket--next");

            assertThat(customer.ticket()).isEqualTo(ticket);
            assertThat(addresses(customer.page())).noneMatch(address -> address.contains("eyJ"));
        }
    }

    @Test
    void without_a_network_the_page_opens_with_the_last_state_and_catches_up_afterwards() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = english()) {
            String ticket = customer.takeTicket(at(hall.qr()));
            Page page = customer.page();
            page.await("return navigator.serviceWorker.controller", "the worker");
            page.evaluate("await navigator.serviceWorker.ready");

            page.setOffline(true);
            page.open(at("/?ticket=" + ticket));
            customer.sees("ticket--next").reads("No connection").isGood("offline");
            assertThat(page.text()).contains("GEN-001");

            hall.callNext();
            page.setOffline(false);
            customer.sees("ticket--called").reads("Counter 2");
        }
    }

    @Test
    void several_tickets_are_kept_and_the_called_one_comes_to_the_front() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = english()) {
            String first = customer.takeTicket(at(hall.qr()));
            String second = customer.takeTicket(at(hall.qr()));
            customer.reads("GEN-001").reads("GEN-002").isGood("several");

            hall.callNext();
            customer.sees("ticket--called");

            assertThat(customer.ticket()).isEqualTo(first).isNotEqualTo(second);
        }
    }

    @Test
    void many_tickets_leave_the_network_free_and_the_last_of_them_is_called_too() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = english()) {
            String first = customer.takeTicket(at(hall.qr()));
            customer.page().evaluate(SIX_MORE.formatted(hall.organization.id(), hall.service));
            customer.page().open(at("/?ticket=" + first));
            customer.reads("GEN-007").sees("live-dot");

            customer.page().hands().clickText("I’m here");
            customer.reads("The staff know you are here");
            String last = hall.newest();
            hall.staff(last, "call");
            customer.sees("ticket--called");
            assertThat(customer.ticket()).isEqualTo(last);
        }
    }

    @Test
    void each_call_is_announced_once_also_a_repeated_one() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = english()) {
            customer.page()
                    .beforeEachDocument(
                            "window.buzzes = 0; navigator.vibrate = () => { window.buzzes++; return true; }");
            String ticket = customer.takeTicket(at(hall.qr()));

            hall.callNext();
            customer.sees("ticket--called");
            hall.staff(ticket, "recall");
            customer.reads("2 times");

            // One tab of a device announces a call; which it is takes a moment to agree on.
            customer.page().await("return buzzes > 1", "a second buzz");
            assertThat(customer.page().evaluate("return buzzes").asInt()).isEqualTo(2);
            customer.page().open(at("/"));
            customer.sees("ticket--called");
            assertThat(customer.page().evaluate("return buzzes").asInt()).isZero();
        }
    }

    @Test
    void a_page_that_is_left_keeps_no_stream_and_is_up_to_date_when_it_is_gone_back_to() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = customer("en")) {
            customer.takeTicket(at(hall.qr()));
            await().until(this::openStreams, now -> now == 1);
            // As a browser tells a page that it keeps, with its connections, to be gone back to.
            customer.page().evaluate(TURNED.formatted("pagehide"));
            await().until(this::openStreams, now -> now == 0);

            hall.callNext();
            customer.page().evaluate(TURNED.formatted("pageshow"));
            customer.sees("ticket--called").sees("live-dot");
        }
    }

    /** Of tickets; pages of tests before are closed, and their streams end within moments. */
    private double openStreams() {
        return metrics.get("nextup.live.streams").tag("view", "ticket").gauge().value();
    }

    @Test
    void staff_learn_that_somebody_is_here() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = english()) {
            String ticket = customer.takeTicket(at(hall.qr()));

            customer.page().hands().clickText("I’m here");
            customer.reads("The staff know you are here");

            assertThat(hall.read(ticket).getString("confirmedAt")).isNotNull();
        }
    }

    @Test
    void a_slip_becomes_a_ticket_on_this_device_once_and_leaves_no_code_behind() {
        TownHall hall = TownHall.open(pool);
        String link = URI.create(hall.claimLink()).getRawQuery();
        try (CustomerPage customer = english()) {
            customer.page().open(at("/?" + link));
            customer.sees("ticket--next");
            assertThat(customer.page().evaluate("return location.href").asText())
                    .doesNotContain("claim");
        }
        try (CustomerPage another = english()) {
            another.page().open(at("/?" + link));
            another.reads("This ticket link no longer works").isGood("claim-invalid");
        }
    }

    @Test
    void a_ticket_is_taken_and_left_with_the_keyboard_alone() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = english()) {
            Page page = customer.page();
            page.open(at(hall.qr()));
            customer.sees("banner");
            tabTo(page, "Take a ticket");
            page.hands().press("Enter");
            customer.sees("ticket--next");

            tabTo(page, "Leave the line");
            page.hands().press("Enter");
            customer.sees("button--danger");
            page.hands().press("Escape");
            assertThat(page.evaluate("return document.activeElement.innerText").asText())
                    .isEqualTo("Leave the line");

            page.hands().press("Enter");
            customer.sees("button--danger");
            tabTo(page, "Leave the line");
            page.hands().press("Enter");
            customer.sees("ticket--left");
        }
    }

    @Test
    void a_language_is_changed_on_the_spot() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = english()) {
            customer.takeTicket(at(hall.qr()));

            customer.taps(".header-language").reads("أنت التالي");

            assertThat(customer.page().evaluate("return document.documentElement.dir").asText())
                    .isEqualTo("rtl");
        }
    }

    @Test
    void a_big_screen_is_used_well() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = english()) {
            customer.takeTicket(at(hall.qr()));
            customer.page().screen().is(Viewport.WIDE_4K).picture("customer-next-en-wide_4k");

            assertThat(customer.page().screen().overflow()).isZero();
            assertThat(
                            customer.page()
                                    .evaluate(
                                            "return parseFloat(getComputedStyle(document.documentElement).fontSize)")
                                    .asDouble())
                    .isGreaterThanOrEqualTo(24);
        }
    }

    private CustomerPage english() {
        return customer("en");
    }

    private static java.util.List<String> addresses(Page page) {
        java.util.List<String> addresses = new java.util.ArrayList<>();
        page.evaluate(
                        "return performance.getEntriesByType('resource').map(e => e.name).concat(location.href)")
                .forEach(each -> addresses.add(each.asText()));
        return addresses;
    }
}
