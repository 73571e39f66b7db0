package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.browser.Footprint;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A screen hangs on a wall for days and nobody looks after it. */
@QuarkusTest
class BoardKioskTest extends HungBoardTest {

    private static final long MINUTE = 60_000;

    @Test
    void a_lost_connection_is_seen_and_what_was_called_meanwhile_is_announced_once()
            throws Exception {
        office.take();
        office.take();
        try (Cable cable = Cable.to(service.getPort())) {
            BoardScreen screen = screenBehind(cable);
            cable.pull();
            page.awaitText("No connection since");
            assertFine(page, "lost");
            callTo(office.first());
            cable.plug();

            screen.awaitCall("GEN-001");
            page.await("return !document.querySelector('.board-updated--lost')", "connected");
            screen.awaitQuiet();
            assertThat(screen.lines("heard.filter(h => h === 'chime')")).hasSize(1);
            page.awaitText("Updated");
        }
    }

    @Test
    void after_a_sleep_a_screen_shows_what_is_and_announces_nothing_old() throws Exception {
        IntStream.range(0, 3).forEach(i -> office.take());
        try (Cable cable = Cable.to(service.getPort())) {
            BoardScreen screen = screenBehind(cable);
            cable.pull();
            page.awaitText("No connection since");
            callTo(office.first());
            callTo(office.first());
            screen.skip(5 * MINUTE);
            cable.plug();

            page.await(
                    "return document.querySelector('.call-number')?.textContent === 'GEN-002'",
                    "what is");
            screen.awaitQuiet();
            assertThat(screen.heard()).isEmpty();
            assertThat(screen.before()).containsExactly("GEN-001");
        }
    }

    @Test
    void a_machine_that_slept_opens_its_stream_anew_without_waiting_for_the_silence() {
        BoardScreen screen = english();
        page.evaluate(
                "window.opened = 0; const old = fetch;"
                        + " window.fetch = (path, ...rest) => { opened += String(path).endsWith('/events'); return old(path, ...rest); }");

        screen.skip(2 * MINUTE);

        page.await("return opened === 1", "another stream");
        page.await("return !document.querySelector('.board-updated--lost')", "connected");
    }

    @Test
    void hundreds_of_calls_leave_nothing_behind() {
        BoardScreen screen = BoardScreen.on(page, 400).open(board()).press();
        callAndHear(0, 60);
        screen.awaitQuiet();
        Footprint before = Footprint.of(page);

        callAndHear(60, 300);

        screen.awaitQuiet();
        page.evaluate("heard.length = 0; told.length = 0");
        Footprint after = Footprint.of(page);
        assertThat(screen.shown(".call-number")).isEqualTo("GEN-360");
        assertThat(after.nodes()).isLessThanOrEqualTo(before.nodes() + 50);
        assertThat(after.listeners()).isLessThanOrEqualTo(before.listeners() + 5);
        assertThat(after.heapBytes()).isLessThan(before.heapBytes() + 500_000);
        assertThat(page.evaluate("return timers.size").asInt()).isLessThanOrEqualTo(6);
    }

    @Test
    void another_version_is_loaded_when_all_is_quiet() {
        BoardScreen screen = english();
        screen.skip(6 * MINUTE);
        page.await("return checks === 2", "a look at what is served");

        page.evaluate(
                "const old = fetch; window.fetch = (path, ...rest) => path === '/board/'"
                        + " ? Promise.resolve(new Response('/static/bundle/board-NEW.js')) : old(path, ...rest)");

        page.loadsAgain(() -> screen.skip(6 * MINUTE));

        page.await("return document.querySelector('.board-waiting')", "the board again");
    }

    @Test
    void once_a_night_the_page_is_loaded_again_by_the_clock_of_the_branch() {
        BoardScreen screen = english();
        ZonedDateTime now = ZonedDateTime.now(ZoneId.of("Europe/Vienna"));
        ZonedDateTime day = now.plusDays(2).withHour(14).withMinute(0);
        screen.skip(Duration.between(now, day).toMillis());
        page.await("return checks === 2", "a look by day");

        page.loadsAgain(() -> screen.skip(Duration.ofHours(13).plusMinutes(20).toMillis()));

        page.await("return document.querySelector('.board-waiting')", "the board again");
    }

    @Test
    void the_screen_stays_awake_hides_the_pointer_and_spares_its_pixels() {
        BoardScreen screen = english();
        String edge = "return getComputedStyle(document.querySelector('.board')).padding";
        page.await("return locks === 1", "a wake lock");

        screen.skip(5_000);
        page.await("return document.documentElement.classList.contains('still')", "no pointer");
        page.hands().click("h1");
        page.await("return !document.documentElement.classList.contains('still')", "the pointer");

        String first = page.evaluate(edge).asText();
        screen.skip(5 * MINUTE);
        page.await(
                "return getComputedStyle(document.querySelector('.board')).padding !== '"
                        + first
                        + "'",
                "other pixels");
    }

    /** In English, with sound. */
    private BoardScreen screenBehind(Cable cable) {
        return BoardScreen.on(page, PACE)
                .open(cable.address("/board/?department=" + office.department() + "&lang=en"))
                .press();
    }

    /**
     * A board shows the last few calls: who calls more between two looks is not heard each time.
     */
    private void callAndHear(int before, int times) {
        int step = 5;
        for (int called = step; called <= times; called += step) {
            call(step);
            page.await(
                    "return heard.filter(h => h === 'chime').length >= " + (before + called),
                    "each of them");
        }
    }

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            office.take();
            callTo(office.first());
        }
    }
}
