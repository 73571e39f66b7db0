package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every call is seen and heard, each in its own time. */
@QuarkusTest
class BoardCallTest extends HungBoardTest {

    @Test
    void a_call_is_huge_with_its_counter_chimes_and_is_spoken_digit_by_digit() {
        office.take();
        office.take();
        BoardScreen screen = english().press();
        assertThat(screen.shown(".board-count")).isEqualTo("2");

        callTo(office.first());

        screen.awaitCall("GEN-001");
        assertThat(screen.shown(".call-counter")).isEqualTo("Counter 1");
        page.await("return heard.length === 2", "chime and voice");
        assertThat(screen.heard())
                .containsExactly("chime", "en-GB Number G E N, 0 0 1, please go to Counter 1.");
        assertThat(screen.lines("told.map(t => t.said)"))
                .containsExactly("Number GEN-001, please go to Counter 1.");
        screen.awaitQuiet();
        assertThat(screen.shown(".call-number")).isEqualTo("GEN-001");
        assertThat(screen.shown(".board-count")).isEqualTo("1");
    }

    @Test
    void a_recall_is_seen_and_heard_again_though_nothing_else_has_changed() {
        JsonPath ticket = office.take();
        BoardScreen screen = english().press();
        callTo(office.first());
        screen.awaitCall("GEN-001");
        screen.awaitQuiet();
        page.evaluate("document.querySelector('[role=alert] p').dataset.old = ''");

        office.command("/api/tickets/" + ticket.getString("id") + "/recall", "{}");

        screen.awaitCall("GEN-001");
        page.await("return heard.length === 4", "chime and voice, twice");
        assertThat(screen.heard().subList(0, 2)).isEqualTo(screen.heard().subList(2, 4));
        assertThat(
                        page.evaluate(
                                "return document.querySelector('[role=alert] p').hasAttribute('data-old')"))
                .as("readers are told by a new element")
                .isEqualTo(page.evaluate("return false"));
    }

    @Test
    void calls_that_come_at_once_get_their_time_one_after_the_other() {
        IntStream.range(0, 6).forEach(i -> office.take());
        BoardScreen screen = english().press();

        IntStream.range(0, 6).forEach(i -> callTo(i % 2 == 0 ? office.first() : office.second()));

        page.await("return told.length === 6", "six calls");
        screen.awaitQuiet();
        assertThat(screen.lines("told.map(t => t.shown)"))
                .containsExactly("GEN-001", "GEN-002", "GEN-003", "GEN-004", "GEN-005", "GEN-006");
        assertThat(screen.lines("heard.filter(h => h === 'chime')")).hasSize(6);
        assertThat(screen.heard()).last().asString().contains("0 0 6");
        assertThat(screen.before())
                .containsExactly("GEN-005", "GEN-004", "GEN-003", "GEN-002", "GEN-001");
    }

    @Test
    void a_screen_that_starts_shows_old_calls_and_announces_none() {
        IntStream.range(0, 9).forEach(i -> office.take());
        IntStream.range(0, 9).forEach(i -> callTo(office.first()));

        BoardScreen screen = english().press();

        page.await("return document.querySelectorAll('.before-call').length === 6", "six before");
        assertThat(screen.shown(".call-number")).isEqualTo("GEN-009");
        assertThat(screen.before()).startsWith("GEN-008", "GEN-007").hasSize(6);
        assertThat(screen.heard()).isEmpty();
        assertThat(screen.lines("told")).isEmpty();
    }

    @Test
    void a_call_without_a_counter_asks_to_come_forward() {
        office.take();
        BoardScreen screen = english().press();

        office.command("/api/queues/" + office.department() + "/call-next", "{}");

        screen.awaitCall("GEN-001");
        assertThat(screen.shown(".call-counter")).isEqualTo("Please come forward");
        page.await("return heard.length === 2", "chime and voice");
        assertThat(screen.heard())
                .last()
                .isEqualTo("en-GB Number G E N, 0 0 1, please come forward.");
    }

    @Test
    void a_board_of_a_service_shows_its_calls_only() {
        office.organization().takeTicket(office.cards());
        office.take();
        BoardScreen screen = BoardScreen.on(page, PACE).open(service() + "&lang=en").press();

        callTo(office.first());
        callTo(office.second());

        screen.awaitCall("GEN-001");
        screen.awaitQuiet();
        assertThat(screen.before()).isEmpty();
        assertThat(page.text()).contains("Service GEN").doesNotContain("IDC-001");
    }

    @Test
    void both_languages_of_the_organisation_are_seen_and_heard_in_turn() {
        office.take();
        BoardScreen screen = BoardScreen.on(page, PACE).open(board()).press();

        callTo(office.first());

        page.await("return heard.length === 3", "chime and two voices");
        assertThat(screen.heard())
                .containsExactly(
                        "chime",
                        "en-GB Number G E N, 0 0 1, please go to Counter 1.",
                        "ar-SA الرقم G E N, 0 0 1، يُرجى التوجّه إلى Counter 1.");
        screen.awaitQuiet();
        page.evaluate("window.turns = langs.length");
        screen.skip(13_000);
        page.await("return langs.length > turns", "English again");
        screen.skip(13_000);
        page.await("return langs.length > turns + 1", "Arabic again");
        assertThat(screen.lines("langs.slice(turns, turns + 2)")).containsExactly("en", "ar");
        assertThat(screen.lines("told.map(t => t.said)")).as("readers are told once").hasSize(1);
    }

    @Test
    void a_panel_flashes_three_times_less_than_three_times_a_second_and_not_for_whom_it_harms() {
        office.take();
        office.take();
        BoardScreen screen = english();
        String flash =
                "const s = getComputedStyle(document.querySelector('.call'));"
                        + " return [s.animationName, s.animationDuration, s.animationIterationCount].join()";
        page.screen().movesFreely();
        callTo(office.first());
        screen.awaitCall("GEN-001");
        assertThat(page.evaluate(flash).asText()).isEqualTo("call-flash,0.8s,3");
        screen.awaitQuiet();

        page.screen().movesLittle();
        callTo(office.first());

        screen.awaitCall("GEN-002");
        assertThat(page.evaluate(flash).asText()).isEqualTo("call-flash,1e-06s,1");
    }

    @Test
    void sound_needs_one_press_and_is_not_lost_when_the_page_is_loaded_again() {
        office.take();
        office.take();
        BoardScreen screen = english();
        page.awaitText("Press once for sound");
        callTo(office.first());
        screen.awaitCall("GEN-001");
        screen.awaitQuiet();
        assertThat(screen.heard()).as("without a press").isEmpty();

        page.hands().press("x");
        page.await("return !document.querySelector('.sound')", "no question any more");
        page.loadsAgain(() -> page.evaluate("setTimeout(() => location.reload())"));
        page.await("return document.querySelector('.call')", "the board again");
        callTo(office.first());

        screen.awaitCall("GEN-002");
        page.await("return heard.length === 2", "chime and voice");
        assertThat(List.of(screen.shown(".sound"), screen.shown(".board-muted")))
                .allMatch(String::isEmpty);
    }
}
