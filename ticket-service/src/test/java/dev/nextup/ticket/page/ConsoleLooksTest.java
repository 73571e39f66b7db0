package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.browser.Viewport;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every screen on every size, in both languages, light and dark, and none of it scrolls sideways.
 */
@QuarkusTest
class ConsoleLooksTest extends ConsoleTest {

    private static final List<String> SCREENS =
            List.of(
                    "desk",
                    "place",
                    "figures",
                    "log",
                    "codes",
                    "manage/services",
                    "manage/counters",
                    "manage/departments",
                    "manage/branches",
                    "manage/members",
                    "manage/branding",
                    "manage/messages",
                    "manage/audit");

    /** How many elements would be seen moving: what takes less than a frame is not. */
    private static final String LONG =
            """
            const seconds = list => Math.max(...list.split(',').map(parseFloat));
            return [...document.querySelectorAll('*')].flatMap(e => [null, '::before', '::after', '::backdrop']
                .map(part => getComputedStyle(e, part)))
              .filter(s => seconds(s.transitionDuration) > 0.01
                || s.animationName !== 'none' && seconds(s.animationDuration) > 0.01).length
            """;

    @ParameterizedTest
    @CsvSource({
        "DESKTOP, en, false",
        "DESKTOP, ar, true",
        "PHONE, en, true",
        "PHONE, ar, false",
        "NARROW, en, false",
        "NARROW, ar, false",
        "WIDE_4K, en, false"
    })
    void every_screen_can_be_used(Viewport viewport, String language, boolean dark) {
        page.close();
        page = visitor(language);
        page.screen().is(viewport).isDark(dark);
        page.beforeEachDocument(ConsoleLog.ANSWERS);
        String look = look(viewport, language, dark);
        page.open(at("/admin/"));
        page.await("return document.querySelector('#email')", "the form");
        assertFineHere(page, "login-" + look);
        Office.logIn(page, office.member("admin"), Office.PASSWORD);
        page.await("return document.querySelector('.chip')", "where");
        page.evaluate("document.querySelector('input[name=counter]').click()");
        page.hands().click(".choose [type=submit]");
        page.await("return document.querySelector('.current-empty')", "the desk");
        office.take();
        office.take();
        page.hands().click("#call-next");
        page.await("return document.querySelector('.current-number')", "a ticket");

        for (String screen : SCREENS) {
            page.evaluate("location.hash = '" + screen + "'");
            page.await(
                    "return document.querySelector('main h1') && !document.querySelector('main p.soft[role=status]')"
                            + " && !document.querySelector('main [aria-busy=true]')"
                            + " && (document.querySelector('.log-row') || location.hash !== '#log')"
                            + " && [...document.images].every(i => i.complete)",
                    screen);
            assertFineHere(page, screen.replace('/', '-') + "-" + look);
            if (viewport != Viewport.DESKTOP && viewport != Viewport.WIDE_4K) {
                assertThat(Thumb.misses(page)).as(screen + ", too small to press").isEmpty();
            }
        }
        assertThat(page.evaluate("return document.documentElement.dir").asText())
                .isEqualTo(language.equals("ar") ? "rtl" : "ltr");
    }

    @Test
    void nothing_moves_for_who_asked_for_little_movement() {
        deskOf("employee");
        page.hands().clickText("Walk-in ticket");
        page.await("return document.querySelector('dialog .button--primary')", "the dialog");
        page.evaluate(
                "document.querySelector('dialog .button--primary').setAttribute('aria-busy', 'true')");
        page.screen().movesFreely();
        assertThat(page.evaluate(LONG).asInt()).as("what moves for others").isPositive();
        page.screen().movesLittle();

        assertThat(page.evaluate(LONG).asInt()).isZero();
        page.await(
                "return document.getAnimations().every(a => a.playState !== 'running')",
                "stillness, where a wheel turned without end");
    }

    private static String look(Viewport viewport, String language, boolean dark) {
        return "%s-%s%s"
                .formatted(viewport.name().toLowerCase(Locale.ROOT), language, dark ? "-dark" : "");
    }
}
