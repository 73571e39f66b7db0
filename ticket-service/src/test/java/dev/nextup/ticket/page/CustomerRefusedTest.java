package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.test.browser.Page;
import dev.nextup.ticket.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the customer app makes of refusals: which end a ticket, and which do not. */
@QuarkusTest
class CustomerRefusedTest extends CustomerTest {

    private static final String CHANGE =
            "const kept = JSON.parse(localStorage.getItem('nextup.tickets'));"
                    + " %s; localStorage.setItem('nextup.tickets', JSON.stringify(kept))";

    @Inject Proxy proxy;

    @AfterEach
    void passThrough() {
        proxy.letsThrough();
    }

    @Test
    void what_a_proxy_answers_while_we_are_replaced_costs_neither_ticket_nor_notifications() {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = customer("en", "default")) {
            String ticket = taken(customer, hall);
            proxy.answers(404);
            loseConnection(customer.page());
            askingAgain(customer.page(), () -> proxy.answered() >= 2);
            customer.reads("No connection. This is how things stood at").sees("ticket--next");
            proxy.answers(502);
            askingAgain(customer.page(), () -> proxy.answered() >= 1);
            customer.reads("No connection. This is how things stood at").sees("ticket--next");

            hall.callNext();
            proxy.letsThrough();
            askingAgain(customer.page(), () -> customer.heading().equals("It’s your turn"));
            customer.sees("ticket--called").sees("live-dot").sees("reach--on");
            assertThat(customer.ticket()).isEqualTo(ticket);
            assertThat(ended(customer.page())).isEmpty();
        }
    }

    @Test
    void a_ticket_we_do_not_know_any_more_and_one_whose_time_is_over_have_expired() {
        TownHall hall = TownHall.open(pool);
        UUID organization = hall.organization.id();
        try (CustomerPage customer = customer("en", "default")) {
            Page page = customer.page();
            String ticket = taken(customer, hall);
            change(page, "kept[0].token = '" + TestTokens.forged(organization) + "'");
            page.open(at("/?ticket=" + ticket));
            customer.reads("No connection").sees("ticket--next");

            change(page, "kept[0].token = '" + TestTokens.expired(organization) + "'");
            page.open(at("/?ticket=" + ticket));
            customer.sees("ticket--expired");
            page.await("return localStorage.getItem('push.ended')", "no more notifications");
            assertThat(ended(page)).contains(ticket);

            String other = UUID.randomUUID().toString();
            taken(customer, hall);
            change(page, "kept[0].ticket.id = '" + other + "'");
            page.open(at("/?ticket=" + other));
            customer.sees("ticket--expired");
        }
    }

    private static void loseConnection(Page page) {
        page.setOffline(true);
        page.setOffline(false);
    }

    /** Until this is so, the page asks without the patience it has. */
    private static void askingAgain(Page page, BooleanSupplier done) {
        await().until(
                        () -> {
                            page.evaluate("dispatchEvent(new Event('online'))");
                            return done.getAsBoolean();
                        });
    }

    private static void change(Page page, String change) {
        page.evaluate(CHANGE.formatted(change));
    }

    private static String ended(Page page) {
        return page.evaluate("return localStorage.getItem('push.ended') ?? ''").asText();
    }
}
