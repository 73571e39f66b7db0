package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.logo.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every face of the customer app, in both languages: what it says, that it is accessible, what it
 * looks like.
 */
@QuarkusTest
class CustomerFacesTest extends CustomerTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void from_the_code_at_the_entrance_to_a_ticket(String language) {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = customer(language)) {
            customer.page().open(at("/"));
            customer.sees("hero").isGood("landing");

            customer.page().open(at("/?org=" + hall.organization.id()));
            customer.sees("list-item").reads("Welcome!").isGood("services");

            customer.page().open(at(hall.qr()));
            customer.sees("button--large").isGood("confirm");

            customer.page().open(at("/?org=nowhere"));
            customer.sees("empty").isGood("nowhere");

            customer.page().open(at("/?ticket=" + hall.organization.id()));
            customer.sees("empty").isGood("not-here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void a_link_leads_to_a_branch_a_department_or_a_service_and_what_it_leaves_open_is_asked(
            String language) {
        TownHall hall = TownHall.open(pool);
        hall.opensSecondBranch();
        try (CustomerPage customer = customer(language)) {
            customer.page().open(at(hall.qr("")));
            customer.reads("Terminal 2, 1300 Vienna").isGood("branches");
            customer.page().hands().click(".list-item:has(.small)");
            customer.reads("Service TRV").reads("Service CUS").isGood("services-of-branch");
            customer.taps("p .button--quiet").reads("Terminal 2, 1300 Vienna");

            customer.page().open(at(hall.qr("&branch=" + hall.branch)));
            customer.reads("Service PAS");
            assertThat(customer.page().text()).doesNotContain("Service TRV");

            customer.page().open(at(hall.qr("&department=customs")));
            customer.reads("Service CUS");
            assertThat(customer.page().text()).doesNotContain("Service TRV");

            customer.page().open(at(hall.qr("&department=" + hall.department)));
            customer.reads("Service PAS").taps(".list-item").sees("button--large");
            customer.reads("Hall · Desk").isGood("confirm-branch");
            customer.taps(".button--large").sees("ticket--next").reads("Hall · Desk");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void a_ticket_that_is_waited_for_called_and_served(String language) {
        TownHall hall = TownHall.open(pool);
        String first = hall.takeTicket().getString("id");
        hall.takeTicket();
        hall.callNext();
        try (CustomerPage customer = customer(language)) {
            String ticket = customer.takeTicket(at(hall.qr()));
            customer.sees("ticket--waiting").sees("reach-status").isGood("waiting");
            assertThat(number(customer)).isEqualTo("GEN-003");
            assertThat(fontSize(customer)).isGreaterThanOrEqualTo(56);

            hall.staff(first, "complete");
            hall.callNext();
            customer.sees("ticket--next").isGood("next");

            hall.callNext();
            customer.sees("ticket--called").reads("Counter 2").isGood("called");
            assertThat(title(customer)).contains("Counter 2", "GEN-003");

            hall.staff(ticket, "serve");
            customer.sees("ticket--serving").isGood("serving");

            hall.staff(ticket, "complete");
            customer.sees("ticket--done").isGood("done");

            hall.staff(ticket, "requeue", "{\"place\":\"FIRST\"}");
            customer.sees("ticket--next");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void a_ticket_that_is_held_missed_cancelled_and_too_old(String language) {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = customer(language)) {
            String ticket = customer.takeTicket(at(hall.qr()));

            hall.staff(ticket, "hold");
            customer.sees("ticket--held").isGood("held");
            customer.taps(".actions .button--primary").sees("banner--good").isGood("held-back");

            hall.staff(ticket, "requeue", "{\"place\":\"LAST\"}");
            customer.sees("ticket--next").sees("banner--good");
            hall.staff(ticket, "skip");
            customer.sees("ticket--missed").isGood("missed");
            assertThat(hall.queue().getString("missed[0].confirmedAt")).isNull();
            customer.taps(".actions .button--primary").sees("banner--good").isGood("missed-back");
            assertThat(hall.queue().getString("missed[0].confirmedAt")).isNotEmpty();

            hall.staff(ticket, "requeue", "{\"place\":\"LAST\"}");
            customer.sees("ticket--next").sees("banner--good");
            hall.staff(ticket, "cancel");
            customer.sees("ticket--cancelled").isGood("cancelled");

            customer.takeTicket(at(hall.qr()));
            hall.reset();
            customer.sees("ticket--cancelled");

            customer.takeTicket(at(hall.qr()));
            hall.endDay(pool);
            customer.sees("ticket--expired").isGood("expired");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void leaving_and_letting_others_pass_are_asked_for(String language) {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage customer = customer(language)) {
            customer.takeTicket(at(hall.qr()));
            hall.takeTicket();

            customer.taps(".actions .button:nth-of-type(2)").sees("choices").isGood("more-time");
            customer.taps("dialog .button--primary").sees("ticket--waiting");

            customer.taps(".actions .button--quiet-danger").sees("button--danger").isGood("leave");
            customer.taps("dialog .button--danger").sees("ticket--left").isGood("left");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void a_service_that_asks_for_a_code_is_full_or_closed(String language) {
        TownHall hall = TownHall.open(pool);
        hall.wearsLogo(Pictures.logo());
        try (CustomerPage customer = customer(language)) {
            customer.page().open(at(hall.qr()));
            customer.sees("button--large");
            hall.change("\"joinCodeRequired\":true");
            // The page was read before: what the server then says brings the field.
            customer.taps(".button--large").sees("input--code").isGood("code-missing");
            customer.page().hands().type("0000 0000");
            customer.page().hands().press("Enter");
            customer.page().await("return document.activeElement.selectionEnd === 9", "again");
            customer.isGood("code-wrong");

            customer.page().open(at(hall.joinLink()));
            customer.sees("input--code").taps(".button--large").sees("ticket--next");
            hall.change("\"joinCodeRequired\":true,\"capacityPerDay\":1");
            customer.page().open(at(hall.joinLink()));
            customer.sees("banner").taps(".button--large").sees("banner--bad").isGood("full");

            hall.close();
            customer.page().open(at(hall.qr()));
            customer.sees("banner--warn").isGood("closed");
        }
    }

    private static String number(CustomerPage customer) {
        return customer.page()
                .evaluate("return document.querySelector('.ticket-number').lastChild.textContent")
                .asText();
    }

    private static double fontSize(CustomerPage customer) {
        return customer.page()
                .evaluate(
                        "return parseFloat(getComputedStyle(document.querySelector('.ticket-number')).fontSize)")
                .asDouble();
    }

    private static String title(CustomerPage customer) {
        return customer.page().evaluate("return document.title").asText();
    }
}
