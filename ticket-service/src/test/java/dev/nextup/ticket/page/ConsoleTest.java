package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.browser.Accessibility;
import dev.nextup.test.browser.Page;
import dev.nextup.test.browser.Viewport;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the staff console: an office and a browser of their own for each. */
abstract class ConsoleTest extends PageTest {

    @Inject Pool pool;

    Office office;
    Page page;

    @BeforeEach
    void open() {
        office = Office.open(pool);
        page = visitor("en");
        page.screen().is(Viewport.DESKTOP).movesLittle();
    }

    @AfterEach
    void close() {
        page.close();
    }

    /** Signed in, at the first counter. */
    Page deskOf(String role) {
        signIn(page, role);
        office.startAt(page, "Counter 1");
        return page;
    }

    void signIn(Page who, String role) {
        who.open(at("/admin/"));
        Office.logIn(who, office.member(role), Office.PASSWORD);
    }

    /**
     * Nothing to complain about for axe and the page's policy on a desk by day and on a phone at
     * night, for thumbs and for people with the narrowest screens; with pictures.
     */
    static void assertFine(Page who, String state) {
        assertFineHere(who, state);
        who.screen().isDark(true);
        assertFineOnPhones(who, state);
        who.screen().isDark(false).is(Viewport.DESKTOP);
    }

    /** As it is now, on phones: one is left. */
    static void assertFineOnPhones(Page who, String state) {
        who.screen().is(Viewport.NARROW);
        assertThat(who.screen().overflow()).as(state + " scrolls sideways at 320 px").isZero();
        who.screen().is(Viewport.PHONE);
        assertFineHere(who, state + "-phone");
        assertThat(Thumb.misses(who)).as(state + ", too small to press").isEmpty();
    }

    /** On the screen there is. */
    static void assertFineHere(Page who, String state) {
        who.await(
                "return document.getAnimations().every(a => a.playState !== 'running')",
                "stillness");
        who.screen().picture("console-" + state);
        assertThat(Accessibility.violations(who)).as(state).isEmpty();
        assertThat(who.evaluate("return breaches")).as(state).isEmpty();
        assertThat(who.screen().overflow()).as(state).isZero();
    }

    /** Waits until the ticket in front of this desk is this one. */
    static void awaitCurrent(Page who, Object number) {
        who.await(
                "return document.querySelector('.current-number')?.textContent === '"
                        + number
                        + "'",
                number + " at the desk");
    }

    static void awaitNobody(Page who) {
        who.await("return document.querySelector('.current-empty')", "nobody at the desk");
    }
}
