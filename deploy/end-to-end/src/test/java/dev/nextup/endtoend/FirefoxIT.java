package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.endtoend.FirefoxCustomer.OwnTicket;
import dev.nextup.test.browser.Chromium;
import dev.nextup.test.browser.Firefox;
import dev.nextup.test.browser.FirefoxTab;
import dev.nextup.test.browser.NeedsChromium;
import dev.nextup.test.browser.NeedsFirefox;
import dev.nextup.test.browser.Page;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Real push: the customer's page in a stock Firefox that is connected to the local push service,
 * encrypted messages, the page's worker, the browser's own notifications and clicks on them.
 */
@NeedsFirefox
class FirefoxIT {

    private static PublicOffice office;
    private static Firefox firefox;
    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        office = PublicOffice.open();
        desk = office.desk(1);
        firefox =
                Firefox.withPushService(
                                office.door().address().replace("http:", "ws:") + "/push/ws")
                        .askingForNotifications()
                        .start();
    }

    @AfterAll
    static void close() {
        if (firefox != null) {
            firefox.close();
        }
        office.close();
    }

    /** Nobody waits, and the browser has never been here. */
    @BeforeEach
    void anEmptyHall() throws Exception {
        desk.callEverybody();
        office.completeWhoWasCalled();
        firefox.dismissNotifications();
        firefox.tabs().stream().skip(1).forEach(FirefoxTab::close);
        firefox.forgetEverything();
    }

    @Test
    void a_customer_is_told_and_finds_the_ticket_by_the_notification() throws Exception {
        OwnTicket ticket;
        try (FirefoxCustomer customer = FirefoxCustomer.in(firefox);
                FirefoxTab other = firefox.newTab()) {
            ticket = customer.takeTicketAndAllow(office.joinAddress());

            desk.call(ticket.id());
            awaitShown(ticket, "Please go to Counter 1 (General Enquiries).");
            awaitLogged(ticket, "SHOWN", 1);
            customer.reads("Please go to Counter 1");
            assertThat(customer.shownByWorker(ticket)).containsExactly(ticket.turn());

            other.open("about:license");
            firefox.clickNotification(ticket.turn());
            awaitInFront(ticket);
            awaitLogged(ticket, "CLICKED", 1);
        }
        desk.recall(ticket.id());
        awaitShown(ticket, "Please go to Counter 1 (General Enquiries).");
        firefox.clickNotification(ticket.turn());

        awaitInFront(ticket);
        awaitLogged(ticket, "CLICKED", 2);
    }

    @Test
    void a_customer_tries_it_out_misses_the_call_comes_back_and_is_served_while_a_board_shows_it()
            throws Exception {
        try (FirefoxCustomer board = FirefoxCustomer.in(firefox);
                FirefoxCustomer customer = FirefoxCustomer.in(firefox)) {
            board.tab().open(office.boardAddress());
            OwnTicket ticket = customer.takeTicketAndAllow(office.joinAddress());
            customer.presses(".reach .button").picture("next");
            awaitShown(
                    "This works",
                    "Notifications for ticket " + ticket.number() + " reach this device.");

            desk.call(ticket.id());
            customer.reads("Please go to Counter 1").picture("called");
            board.reads(ticket.number()).reads("Counter 1").picture("board");
            desk.does("skip", ticket.id(), "");
            customer.reads("You missed your call").picture("missed");
            customer.presses(".actions .button--primary").reads("The staff see that you are back.");
            customer.picture("back");

            desk.does("requeue", ticket.id(), "{\"place\":\"FIRST\"}");
            customer.reads("You are next");
            desk.call(ticket.id());
            customer.reads("Please go to Counter 1");
            desk.does("serve", ticket.id(), "");
            customer.reads("You are being served").picture("serving");
            desk.does("complete", ticket.id(), "");
            customer.reads("Thank you for your visit.").picture("done");
        }
    }

    @Test
    void a_second_ticket_of_the_device_does_not_silence_the_first() throws Exception {
        try (FirefoxCustomer one = FirefoxCustomer.in(firefox);
                FirefoxCustomer other = FirefoxCustomer.in(firefox)) {
            OwnTicket first = one.takeTicketAndAllow(office.joinAddress());
            OwnTicket second = other.takeTicketAndAllow(office.joinAddress());

            desk.call(first.id());
            office.desk(2).call(second.id());

            awaitShown(first, "Please go to Counter 1 (General Enquiries).");
            awaitShown(second, "Please go to Counter 2 (General Enquiries).");
            awaitLogged(first, "SHOWN", 1);
            awaitLogged(second, "SHOWN", 1);
        }
    }

    @Test
    void a_browser_that_may_not_notify_says_so_and_its_page_shows_the_call() throws Exception {
        try (FirefoxCustomer customer = FirefoxCustomer.in(firefox)) {
            OwnTicket ticket = customer.takeTicket(office.joinAddress(), false);
            customer.reads("Notifications are blocked").reads("Until then keep this page open.");

            desk.call(ticket.id());
            customer.reads("Please go to Counter 1");

            assertThat(firefox.notifications()).isEmpty();
            assertThat(office.log().of(ticket.id()))
                    .allSatisfy(each -> assertThat(each.path("attempts")).isEmpty());
        }
    }

    @Test
    void keys_are_replaced_while_people_wait_and_all_of_them_are_told() throws Exception {
        try (FirefoxCustomer early = FirefoxCustomer.in(firefox);
                FirefoxCustomer late = FirefoxCustomer.in(firefox)) {
            OwnTicket first = early.takeTicketAndAllow(office.joinAddress());
            office.keys().putNewKeyFirst();
            awaitKeysReadAgain(1);
            desk.call(first.id());
            awaitLogged(first, "SHOWN", 1);

            office.keys().keepOnlyTheNewest();
            awaitKeysReadAgain(2);
            assertThat(ApplicationServerKey.of(office.subscriptions()))
                    .isEqualTo(office.keys().newest());
            OwnTicket second = late.takeTicketAndAllow(office.joinAddress());
            office.desk(2).call(second.id());
            desk.recall(first.id());

            awaitLogged(second, "SHOWN", 1);
            awaitLogged(first, "SHOWN", 2);
        }
    }

    @Test
    void without_a_network_two_tabs_keep_what_was_known_and_catch_up_with_the_call()
            throws Exception {
        try (FirefoxCustomer one = FirefoxCustomer.in(firefox);
                FirefoxCustomer other = FirefoxCustomer.in(firefox)) {
            OwnTicket ticket = one.takeTicketAndAllow(office.joinAddress());
            other.tab().open(office.door().address() + "/?ticket=" + ticket.id());
            other.reads("You are next").reads("Live");

            office.door().close();
            one.reads("No connection. This is how things stood at").reads("You are next");
            other.reads("No connection. This is how things stood at").reads(ticket.number());
            desk.call(ticket.id());
            office.door().open();

            one.reads("Please go to Counter 1").reads("Live");
            other.reads("Please go to Counter 1").reads("Live");
            awaitShown(ticket, "Please go to Counter 1 (General Enquiries).");
        } finally {
            office.door().open();
        }
    }

    /** Everything by pages: customers in Firefox, staff in Chromium. */
    @Nested
    @NeedsChromium
    class WithTwoDesks {

        @Test
        void each_of_two_customers_is_told_the_counter_that_called_and_staff_see_it()
                throws Exception {
            try (Chromium chromium = Chromium.start();
                    Page one = consoleAt(chromium, "Counter 1");
                    Page two = consoleAt(chromium, "Counter 2");
                    FirefoxCustomer early = FirefoxCustomer.in(firefox);
                    FirefoxCustomer late = FirefoxCustomer.somebodyElseIn(firefox)) {
                OwnTicket first = early.takeTicketAndAllow(office.joinAddress());
                OwnTicket second = late.takeTicketAndAllow(office.joinAddress());

                one.awaitText("2 people are waiting.");
                two.awaitText("2 people are waiting.");
                two.hands().click("#call-next");
                two.awaitText(first.number() + " was called to Counter 2.");
                one.awaitText("1 person is waiting.");
                one.hands().click("#call-next");
                one.awaitText(second.number() + " was called to Counter 1.");

                awaitShown(first, "Please go to Counter 2 (General Enquiries).");
                awaitShown(second, "Please go to Counter 1 (General Enquiries).");
                early.reads("Please go to Counter 2");
                late.reads("Please go to Counter 1");
                one.awaitText("Reached: shown on the device · Push");
                two.awaitText("Reached: shown on the device · Push");
            }
        }

        private Page consoleAt(Chromium chromium, String counter) {
            Page console = chromium.newPage();
            console.speaks("en");
            console.open(office.door().address() + "/admin/");
            console.hands().click("#email");
            console.hands().type("clerk@demo.test");
            console.hands().click("#password");
            console.hands().type("nextup-demo");
            console.hands().press("Enter");
            console.awaitText("Where are you working?");
            console.hands().clickText(counter);
            console.hands().clickText("Start");
            console.awaitText("Nobody is waiting");
            return console;
        }
    }

    private static void awaitShown(OwnTicket ticket, String body) {
        awaitShown(ticket.turn(), body);
    }

    private static void awaitShown(String title, String body) {
        await(title)
                .atMost(FirefoxCustomer.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(firefox.notifications())
                                        .contains(new Firefox.Shown(title, body)));
    }

    private static void awaitInFront(OwnTicket ticket) {
        await("the ticket in front")
                .atMost(FirefoxCustomer.PATIENCE)
                .until(firefox::urlInFront, url -> url.endsWith("/?ticket=" + ticket.id()));
    }

    /** Calls of the ticket whose last known fate is this. */
    private static void awaitLogged(OwnTicket ticket, String status, int calls) {
        await(calls + " calls " + status)
                .atMost(FirefoxCustomer.PATIENCE)
                .until(() -> logged(ticket, status), found -> found == calls);
    }

    private static long logged(OwnTicket ticket, String status) throws IOException {
        return office.log().of(ticket.id()).stream()
                .filter(each -> each.path("notificationType").asText().equals("your_turn"))
                .filter(each -> each.path("status").asText().equals(status))
                .count();
    }

    private static void awaitKeysReadAgain(int times) {
        await("keys read again")
                .atMost(FirefoxCustomer.PATIENCE)
                .until(() -> office.haveReadKeysAgain(times));
    }
}
