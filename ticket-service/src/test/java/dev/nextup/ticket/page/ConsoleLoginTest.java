package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Coming in, staying in and going. */
@QuarkusTest
class ConsoleLoginTest extends ConsoleTest {

    @Test
    void a_wrong_password_is_told_and_after_five_it_is_told_how_long_to_wait() {
        String email = office.member("employee");
        page.open(at("/admin/"));
        Office.logIn(page, email, "wrong");
        page.awaitText("E-mail or password is wrong.");
        assertFine(page, "login-failed");

        for (int i = 0; i < 5; i++) {
            page.await("return !document.querySelector('[aria-busy=true]')", "an answer");
            page.hands().press("Enter");
        }
        page.awaitText("Too many attempts. Please try again in");
    }

    @Test
    void the_session_outlives_a_reload_and_ends_with_signing_out() {
        String email = office.member("employee");
        page.open(at("/admin/"));
        Office.logIn(page, email, Office.PASSWORD);
        page.awaitText("Where are you working?");
        assertFine(page, "place");
        page.hands().clickText("Start");
        page.awaitText("Please choose a counter");
        office.startAt(page, "Counter 2");

        page.open(at("/admin/"));
        page.awaitText("Nobody is waiting");
        assertThat(page.text()).as("remembered by the device").contains("Counter 2");

        page.hands().click(".account");
        page.awaitText(email);
        assertFine(page, "account");
        page.hands().clickText("Sign out");
        page.await("return document.querySelector('#email')", "the form");
        assertThat(page.text()).doesNotContain("Your session is over");
        page.open(at("/admin/"));
        page.await("return document.querySelector('#email')", "the form again");
    }

    @Test
    void two_tabs_share_a_session_and_a_token_that_ended_is_renewed() {
        deskOf("employee");
        // Closed with the first, whose storage it shares.
        Page other = page.newTab();
        other.open(at("/admin/"));
        other.awaitText("Nobody is waiting");
        page.open(at("/admin/"));
        other.open(at("/admin/"));

        page.awaitText("Nobody is waiting");
        other.awaitText("Nobody is waiting");
    }

    @Test
    void the_link_of_an_invitation_sets_a_password_and_leaves_no_trace_in_the_address() {
        String email = Office.newEmail();
        String link = office.invite(email, "employee");
        page.open(at("/admin/" + link.substring(link.indexOf('#'))));
        page.awaitText("Choose the password");
        assertThat(page.evaluate("return location.href").asText()).isEqualTo(at("/admin/"));
        page.hands().type("short");
        page.hands().press("Enter");
        page.awaitText("Please use 10 characters or more");
        assertFine(page, "invitation");
        page.hands().type(" and then longer");
        page.hands().press("Enter");
        page.awaitText("Your password is set.");

        Office.logIn(page, email, "short and then longer");
        page.awaitText("Where are you working?");
    }

    @Test
    void members_change_their_own_password() {
        deskOf("employee");
        page.hands().click(".account");
        page.hands().clickText("Change password");
        page.await("return document.querySelector('#current-password')", "the form");
        page.hands().click("#current-password");
        page.hands().type("wrong password");
        page.hands().click("#next-password");
        page.hands().type("another good one");
        page.hands().press("Enter");
        page.awaitText("The current password is wrong.");
        assertFine(page, "password");
        page.evaluate("document.querySelector('#current-password').value = ''");
        page.hands().click("#current-password");
        page.hands().type(Office.PASSWORD);
        page.hands().press("Enter");
        page.awaitText("Your password was changed.");
    }
}
