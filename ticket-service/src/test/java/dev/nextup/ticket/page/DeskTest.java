package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

/** Calling people, as somebody at a counter does it all day. */
@QuarkusTest
class DeskTest extends ConsoleTest {

    /** This desk hears of nothing more, as when the network hangs; what it sends still goes out. */
    static final String HEARS_NOTHING =
            "const real = fetch; window.fetch = (path, init) => String(path).endsWith('/events')"
                    + " ? new Promise(() => undefined) : real(path, init)";

    @Test
    void a_customer_is_called_again_served_and_done_and_a_slip_is_undone() {
        deskOf("employee");
        assertFine(page, "empty");
        String number = office.take().getString("number");
        page.awaitText("1 person is waiting.");
        assertThat(page.evaluate("return document.title").asText())
                .isEqualTo("(1) Counter 1 · Nextup");

        page.hands().click("#call-next");
        awaitCurrent(page, number);
        page.awaitText(number + " was called to Counter 1.");
        assertFine(page, "called");
        page.hands().clickText("Call again");
        page.awaitText(number + " was called again.");
        page.hands().clickText("Customer is here");
        page.awaitText("Being served");
        assertThat(page.text()).doesNotContain("Call again").contains("Transfer");
        page.hands().clickText("Done");
        awaitNobody(page);
        page.awaitText(number + " is done.");

        page.hands().clickText("Undo");
        page.awaitText("Undone: " + number + " is back.");
        page.awaitText("Next: " + number);
    }

    @Test
    void when_another_desk_was_faster_the_fact_is_told_and_the_next_one_is_a_click_away() {
        deskOf("employee");
        JsonPath ticket = office.take();
        String next = office.take().getString("number");
        page.awaitText("2 people are waiting.");
        page.evaluate(HEARS_NOTHING);
        page.hands().clickText("Details of " + ticket.getString("number"));
        page.awaitText("Ticket taken");
        assertFine(page, "details");
        office.command(
                "/api/tickets/" + ticket.getString("id") + "/call",
                "{\"counterId\":\"%s\"}".formatted(office.second()));
        page.hands().clickText("Call");

        page.awaitText(ticket.getString("number") + " has already been called by Counter 2.");
        assertFine(page, "conflict");
        page.hands().clickText("Call next");
        awaitCurrent(page, next);
    }

    @Test
    void calling_with_somebody_at_the_counter_asks_first() {
        deskOf("employee");
        String first = office.take().getString("number");
        String second = office.take().getString("number");
        page.hands().click("#call-next");
        awaitCurrent(page, first);

        page.hands().click("#call-next");
        page.awaitText(first + " has been called");
        assertFine(page, "still-called");
        page.hands().clickText("Stay");
        page.hands().clickText("Customer is here");
        page.awaitText("Being served");
        page.hands().click("#call-next");
        page.awaitText(first + " is still being served");
        page.hands().clickText("Finish and call next");
        awaitCurrent(page, second);

        page.hands().click("#call-next");
        page.hands().clickText("Missed, call next");
        page.awaitText("Nobody is waiting");
        page.hands().click("#tab-missed");
        page.await(
                "return document.querySelector('.entries')?.textContent.includes('" + second + "')",
                "who was missed");
        assertFine(page, "missed");
    }

    @Test
    void who_was_set_aside_missed_or_done_is_brought_back() {
        deskOf("employee");
        String number = office.take().getString("number");
        page.hands().click("#call-next");
        awaitCurrent(page, number);
        page.hands().clickText("Set aside");
        page.awaitText(number + " was set aside.");
        page.hands().click("#tab-held");
        assertFine(page, "held");
        page.hands().clickText("Call: " + number);
        awaitCurrent(page, number);
        page.hands().clickText("Done");
        page.awaitText(number + " is done.");
        page.hands().click("#tab-done");
        assertFine(page, "done");
        page.hands().clickText("Bring back: " + number);
        page.hands().clickText("At the front");

        page.awaitText("Next: " + number);
    }

    @Test
    void a_call_is_repeated_as_often_as_allowed_and_then_missed_is_offered() {
        deskOf("employee");
        String number = office.take().getString("number");
        page.hands().click("#call-next");
        awaitCurrent(page, number);
        for (int call = 2; call <= 4; call++) {
            page.hands().clickText("Call again");
            page.await(
                    "return [...document.querySelectorAll('.current .facts dd')].at(-1).textContent === '"
                            + call
                            + "'",
                    call + " calls");
        }

        page.awaitText("Called as often as this service allows.");
        assertThat(page.text()).doesNotContain("Call again");
        assertFine(page, "recall-limit");
    }

    @Test
    void tickets_move_to_another_service_and_are_cancelled_only_after_a_question() {
        deskOf("employee");
        String number = office.take().getString("number");
        page.hands().click("#call-next");
        awaitCurrent(page, number);
        page.hands().clickText("Transfer");
        page.awaitText("Transfer " + number);
        assertFine(page, "transfer");
        page.hands().click(".dialog .button--primary");
        page.awaitText(number + " now waits for Service IDC.");

        page.hands().clickText("Details of " + number);
        page.hands().clickText("Cancel ticket");
        page.awaitText("Cancel " + number + "?");
        assertFine(page, "cancel");
        page.hands().click(".dialog .button--danger");
        page.awaitText(number + " was cancelled.");
    }

    @Test
    void a_lost_connection_is_seen_and_the_truth_is_back_with_it() {
        deskOf("employee");
        page.setOffline(true);
        page.awaitText("No connection. Trying again…");
        String number = office.take().getString("number");
        assertFine(page, "offline");

        page.setOffline(false);
        page.awaitText("Next: " + number);
        page.await("return !document.querySelector('.banner--bad')", "no banner");
    }

    @Test
    void without_a_counter_tickets_are_called_and_finished_too() {
        signIn(page, "employee");
        page.awaitText("Where are you working?");
        page.hands().clickText("Service GEN");
        page.hands().clickText("No counter");
        page.hands().clickText("Start");
        page.awaitText("Nobody is waiting");
        String number = office.take().getString("number");
        page.hands().click("#call-next");
        page.awaitText(number + " was called.");
        page.hands().clickText("Done");

        page.awaitText(number + " is done.");
    }

    @Test
    void two_desks_that_call_at_once_get_two_people() {
        deskOf("employee");
        try (Page other = visitor("en")) {
            signIn(other, "employee");
            office.startAt(other, "Counter 2");
            String first = office.take().getString("number");
            String second = office.take().getString("number");
            page.hands().click("#call-next");
            other.hands().click("#call-next");
            page.await("return document.querySelector('.current-number')", "a ticket");
            other.await("return document.querySelector('.current-number')", "a ticket");

            String read = "return document.querySelector('.current-number').textContent";
            assertThat(new String[] {page.evaluate(read).asText(), other.evaluate(read).asText()})
                    .containsExactlyInAnyOrder(first, second);
        }
    }
}
