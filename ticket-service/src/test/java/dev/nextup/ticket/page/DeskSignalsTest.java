package dev.nextup.ticket.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.delivery.Channel;
import dev.nextup.event.delivery.DeliveryAbandoned.Reason;
import dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.ticket.reach.Deliveries;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a desk hears of by itself, and that nothing interrupts those who work at it. */
@QuarkusTest
class DeskSignalsTest extends ConsoleTest {

    /** {@code chimes}: how often the speaker was used; a chime is two notes. */
    private static final String EARS =
            """
            window.notes = 0;
            window.AudioContext = class {
              state = 'suspended'; currentTime = 0; destination = {};
              async resume() { this.state = 'running'; }
              createOscillator() {
                return { frequency: {}, connect: (to) => to, start: () => notes++, stop() {} };
              }
              createGain() {
                return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} },
                         connect: (to) => to };
              }
            };
            """;

    /** {@code skip}: milliseconds the clock is ahead; {@code broken}: the next token is not one. */
    private static final String CLOCK =
            """
            window.skip = 0; window.broken = false; window.renewals = 0;
            const now = Date.now.bind(Date), real = fetch;
            Date.now = () => now() + skip;
            window.fetch = (path, init) => {
              renewals += path === '/api/auth/refresh';
              if (broken && init?.headers?.has?.('Authorization')) {
                broken = false;
                init.headers.set('Authorization', 'Bearer ended');
              }
              return real(path, init);
            };
            """;

    @Test
    void the_first_ticket_and_a_customer_who_answers_chime_but_only_where_it_is_wanted() {
        page.beforeEachDocument(EARS);
        deskOf("employee");
        JsonPath first = office.take();
        awaitNotes(2);
        office.take();
        page.awaitText("2 people are waiting.");
        page.hands().click("#call-next");
        awaitCurrent(page, first.getString("number"));
        confirm(first);
        page.awaitText("Is here");
        awaitNotes(4);
        assertFine(page, "answered");

        page.hands().click(".account");
        page.hands()
                .clickText(
                        "Chime when somebody comes into an empty queue, and when a called customer answers");
        page.hands().press("Escape");
        page.hands().clickText("Done");
        page.awaitText("is done.");
        page.hands().click("#call-next");
        page.awaitText("The next ticket appears here.");
        office.take();
        page.awaitText("Next: ");

        awaitNotes(4);
    }

    @Test
    void whether_customers_were_reached_and_by_which_way_stands_at_their_tickets() {
        deskOf("employee");
        JsonPath first = office.take();
        JsonPath second = office.take();
        Deliveries.Told push = told(first);
        push.accepted();
        Deliveries.Told failed = told(second);
        failed.abandoned(Reason.GONE);
        page.hands().click("#call-next");
        page.awaitText("Sent, not seen yet · Push");
        push.acknowledged(Acknowledgement.SHOWN);
        page.awaitText("Reached: shown on the device · Push");
        push.acknowledged(Acknowledgement.CLICKED);
        page.awaitText("Reached: opened by the customer · Push");
        awaitIcon("Not reached: call out loud · Push");
        assertFine(page, "reach");
        page.hands().clickText("Details of " + second.getString("number"));
        page.awaitText("Not reached: call out loud · Push");
        assertFine(page, "reach-failed");
        page.hands().press("Escape");

        failed.over(Channel.SMS).accepted();
        awaitIcon("Sent, not seen yet · SMS");
    }

    @Test
    void somebody_is_called_served_and_done_with_the_keyboard_alone() {
        String email = office.member("employee");
        page.open(at("/admin/"));
        page.await("return document.activeElement.id === 'email'", "the field");
        page.hands().type(email);
        tabTo(page, "password");
        page.hands().type(Office.PASSWORD);
        page.hands().press("Enter");
        page.awaitText("Where are you working?");
        tabTo(page, "Counter 1");
        page.hands().press(" ");
        tabTo(page, "Start");
        page.hands().press("Enter");
        page.awaitText("Nobody is waiting");
        String number = office.take().getString("number");
        page.awaitText("Next: " + number);

        tabTo(page, "Call next");
        page.hands().press("Enter");
        awaitCurrent(page, number);
        tabTo(page, "Customer is here");
        page.hands().press("Enter");
        page.awaitText("Being served");
        page.await("return document.activeElement.matches('.current')", "the focus, kept");
        assertFine(page, "keyboard");
        page.hands().press("Tab");
        page.hands().press("Enter");

        page.awaitText(number + " is done.");
        page.await("return document.activeElement.matches('.current')", "the focus, kept");
        tabTo(page, "Undo");
        page.hands().press("Enter");
        page.awaitText("Undone: " + number + " is back.");
    }

    @Test
    void a_token_that_runs_out_or_is_refused_is_renewed_without_anybody_noticing() {
        page.beforeEachDocument("{" + CLOCK + "}");
        deskOf("employee");
        String first = office.take().getString("number");
        String second = office.take().getString("number");
        int before = page.evaluate("return renewals").asInt();

        page.evaluate("skip = 14.5 * 60 * 1000");
        page.hands().click("#call-next");
        awaitCurrent(page, first);
        assertThat(page.evaluate("return renewals").asInt()).isEqualTo(before + 1);

        page.evaluate("broken = true");
        page.hands().clickText("Done");
        page.awaitText(first + " is done.");
        page.hands().click("#call-next");
        awaitCurrent(page, second);
        assertThat(page.evaluate("return renewals").asInt()).isEqualTo(before + 2);
        assertThat(page.text()).contains("Counter 1").doesNotContain("No connection", "session");
    }

    @Test
    void a_session_that_ended_leads_through_the_login_back_to_the_same_desk() {
        page.beforeEachDocument("{" + CLOCK + "}");
        String email = office.member("employee");
        page.open(at("/admin/"));
        Office.logIn(page, email, Office.PASSWORD);
        office.startAt(page, "Counter 2");
        String number = office.take().getString("number");
        page.awaitText("Next: " + number);
        // As an admin ends it, or the member in another window.
        page.evaluate(
                "await fetch('/api/auth/logout', {method: 'POST', credentials: 'same-origin'}); skip = 15 * 60 * 1000");
        page.hands().click("#call-next");
        page.awaitText("Your session is over. Please sign in again.");
        assertFine(page, "session-over");

        Office.logIn(page, email, Office.PASSWORD);
        page.awaitText("Next: " + number);
        page.awaitText("Counter 2");
    }

    @Test
    void what_was_done_can_be_undone_for_ten_minutes() {
        page.beforeEachDocument("{" + CLOCK + "}");
        deskOf("employee");
        String number = office.take().getString("number");
        page.hands().click("#call-next");
        awaitCurrent(page, number);
        page.hands().clickText("Done");
        page.awaitText(number + " is done.");
        page.hands().click("#tab-done");
        page.evaluate("skip = 9.5 * 60 * 1000");
        office.take();
        page.awaitText("1 person is waiting.");
        assertThat(page.text()).contains("Undo").contains("Bring back");

        // The page knows the server's clock by a token, to the second.
        page.evaluate("skip = 10 * 60 * 1000 + 5000");
        office.take();
        page.awaitText("2 people are waiting.");
        assertThat(page.text()).contains(number + " is done.").doesNotContain("Undo", "Bring back");
    }

    @Test
    void how_long_somebody_waits_and_how_many_counters_work_stands_above_the_lists() {
        office.take();
        String waits = office.take().getString("id");
        pool.preparedQuery(
                        "UPDATE ticket SET created_at = created_at - interval '12 minutes' WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(waits)));
        office.command("/api/counters/" + office.second() + "/call-next", "");
        signIn(page, "employee");
        page.awaitText("Where are you working?");
        page.hands().clickText("Counter 1");
        page.hands().clickText("Start");
        awaitTiles("Waiting 1, Longest wait 12 min, Open counters 1");

        office.take();
        awaitTiles("Waiting 2, Longest wait 12 min, Open counters 1");
        page.hands().click("#call-next");
        awaitTiles("Waiting 1, Longest wait < 1 min, Open counters 2");
    }

    private void awaitTiles(String expected) {
        page.await(
                "return [...document.querySelectorAll('.tile')].map(t => t.innerText.replace('\\n', ' ')"
                        + ".replace(/[\\u2066-\\u2069]/g, '')).join(', ') === '"
                        + expected
                        + "'",
                expected);
    }

    private void awaitIcon(String title) {
        page.await(
                "return document.querySelector('.entries .reach')?.title === '" + title + "'",
                title);
    }

    private Deliveries.Told told(JsonPath ticket) {
        return new Deliveries(pool, ticket.getString("id"), office.organization().id())
                .notification(NotificationType.YOUR_TURN, 0);
    }

    /** The customer, with the ticket's own token. */
    private void confirm(JsonPath ticket) {
        given().auth()
                .oauth2(ticket.getString("token"))
                .contentType("application/json")
                .body(Map.of())
                .post("/api/tickets/" + ticket.getString("id") + "/confirm")
                .then()
                .statusCode(200);
    }

    private void awaitNotes(int expected) {
        page.await("return notes === " + expected, expected + " notes");
    }
}
