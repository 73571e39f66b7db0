package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.browser.Viewport;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state on every screen, from a phone to 4K, upright and wide, in both languages. */
@QuarkusTest
class BoardLooksTest extends HungBoardTest {

    @ParameterizedTest
    @CsvSource({
        "HALL, en, false",
        "HALL, ar, true",
        "WIDE_4K, en, false",
        "HALL_PORTRAIT, ar, false",
        "PHONE, en, true",
        "PHONE, ar, false",
        "PHONE_WIDE, en, false",
        "NARROW, ar, false",
        "NARROW, en, false"
    })
    void every_state_can_be_read(Viewport viewport, String language, boolean dark) {
        String look =
                viewport.name().toLowerCase(Locale.ROOT) + "-" + language + (dark ? "-dark" : "");
        page.screen().is(viewport).isDark(dark);
        BoardScreen screen = BoardScreen.on(page, PACE).open(board() + "&lang=" + language);
        assertFine(page, "empty-" + look);
        IntStream.range(0, 9).forEach(i -> office.take());
        IntStream.range(0, 7).forEach(i -> callTo(i % 2 == 0 ? office.first() : office.second()));
        page.await("return told.length === 7", "seven calls");
        assertFine(page, "call-" + look);
        screen.press();
        screen.awaitQuiet();
        assertThat(screen.before()).hasSize(6);
        assertFine(page, "calls-" + look);

        manage("reset", "{\"cleanup\":true}");
        manage("close", "{}");
        screen.skip(61_000);
        page.await(
                "return document.querySelector('.call--clock') && !document.querySelector('.before')",
                "closed");
        assertFine(page, "closed-" + look);
        assertThat(page.evaluate("return document.documentElement.dir").asText())
                .isEqualTo(language.equals("ar") ? "rtl" : "ltr");
    }

    @Test
    void a_board_shows_whose_it_is_and_the_time_at_the_branch() {
        english();

        assertThat(page.text()).contains("Desk", "Town Hall · Hall");
        assertThat(page.evaluate("return document.title").asText()).isEqualTo("Desk · Town Hall");
        assertThat(
                        page.evaluate(
                                        "return document.documentElement.style.getPropertyValue('--brand-light')")
                                .asText())
                .startsWith("rgb(");
        String vienna =
                "new Intl.DateTimeFormat('en', {timeZone: 'Europe/Vienna', hour: 'numeric', minute: '2-digit'}).format(new Date(Date.now()))";
        page.await(
                "return document.querySelector('.board-time').textContent === " + vienna,
                "the time in Vienna");
    }

    @Test
    void those_who_wait_are_served_when_no_more_tickets_are_given() {
        office.take();
        manage("close", "{}");

        english();

        page.awaitText("Everyone who waits will be served.");
        assertFine(page, "closing");
    }

    @Test
    void a_queue_that_does_not_exist_is_said_so() {
        page.open(at("/board/?service=" + UUID.randomUUID()));

        page.awaitText("This queue does not exist");
        assertFine(page, "unknown");
    }

    @Test
    void a_screen_without_a_queue_asks_for_its_organisation_and_then_for_the_queue() {
        page.open(at("/board/?lang=en"));
        page.awaitText("Which queue does this screen show?");
        assertFine(page, "organisation");
        page.hands().click("#org");
        page.hands().type("nobody-at-all");
        page.loadsAgain(() -> page.hands().press("Enter"));
        page.awaitText("This organisation does not exist");
        assertFine(page, "unknown-organisation");

        page.open(at("/board/?lang=ar&org=" + office.organization().id()));
        page.await("return document.querySelector('.chooser-link')", "queues");
        assertFine(page, "chooser");
        page.loadsAgain(() -> page.hands().click(".chooser-department li:nth-child(2) a"));

        page.await("return document.querySelector('.board-waiting')", "the board");
        assertThat(page.evaluate("return location.search").asText())
                .isEqualTo("?service=" + office.general() + "&lang=ar");
    }

    private void manage(String command, String body) {
        office.organization()
                .as("manager")
                .body(body)
                .post("/api/queues/" + office.department() + "/" + command)
                .then()
                .statusCode(200);
    }
}
