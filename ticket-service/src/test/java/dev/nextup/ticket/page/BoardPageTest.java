package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.test.browser.Accessibility;
import dev.nextup.test.browser.Page;
import dev.nextup.test.browser.Viewport;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hall sees on its wall, while staff call. */
@QuarkusTest
class BoardPageTest extends PageTest {

    /** Keeps which numbers were announced, and when, oldest first. */
    private static final String WATCH =
            "window.seen = [];"
                    + " new MutationObserver(() => {"
                    + "   const number = document.querySelector('.call--new .call-number')?.textContent;"
                    + "   if (number && seen.at(-1)?.number !== number) seen.push({number, at: performance.now()});"
                    + " }).observe(document.body, {subtree: true, childList: true, attributes: true})";

    private static final String QUIET = "return !document.querySelector('.call--new')";

    @Inject Pool pool;

    private Office office;
    private Page page;

    @BeforeEach
    void open() {
        office = Office.open(pool);
        page = visitor("en");
        page.screen().is(Viewport.HALL).movesLittle();
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void a_call_is_huge_with_its_counter_said_aloud_and_stays() {
        show("department=" + office.department(), "");
        page.awaitText("Nobody has been called yet");
        assertFine("empty");

        String number = office.take().getString("number");
        page.awaitText("1 person waiting");
        call(office.first());

        awaitAlert(number + ", please go to Counter 1");
        page.awaitText("0 people waiting");
        assertThat(shown(".call-number")).isEqualTo(number);
        assertThat(shown(".call-counter")).isEqualTo("Counter 1");
        assertThat(page.text()).contains("Town Hall");
        assertThat(
                        page.evaluate(
                                        "return parseFloat(getComputedStyle(document.querySelector('.call-number')).fontSize)")
                                .asDouble())
                .as("read from across a hall")
                .isGreaterThan(200);
        assertFine("announced");

        page.await(QUIET, "the call has had its time");
        assertThat(shown(".call-number")).isEqualTo(number);
        assertThat(shown("[role=alert]")).isEmpty();
    }

    @Test
    void a_recall_is_announced_again_and_what_was_called_before_the_screen_was_on_is_not() {
        office.take();
        JsonPath called = call(office.first());
        show("service=" + office.general(), "");
        page.await("return document.querySelector('.call-number')", "the last call");
        assertThat(page.evaluate(QUIET).asBoolean()).as("not replayed").isTrue();
        assertThat(shown("[role=alert]")).isEmpty();

        office.command("/api/tickets/" + called.getString("id") + "/recall", "{}");

        awaitAlert(called.getString("number") + ", please go to Counter 1");
        assertThat(page.evaluate("return document.querySelectorAll('.before-call').length").asInt())
                .as("one ticket, one place")
                .isZero();
    }

    @Test
    void each_call_of_a_burst_gets_its_time_also_when_its_counter_has_gone_on() {
        show("department=" + office.department(), "");
        page.awaitText("Nobody has been called yet");
        page.evaluate(WATCH);
        String[] numbers = new String[3];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = office.take().getString("number");
        }
        for (int i = 0; i < numbers.length; i++) {
            call(office.first());
        }

        page.await("return seen.length === 3", "three announcements");
        JsonNode seen = page.evaluate("return seen");
        for (int i = 0; i < numbers.length; i++) {
            assertThat(seen.path(i).path("number").asText()).isEqualTo(numbers[i]);
        }
        for (int i = 1; i < numbers.length; i++) {
            double between =
                    seen.path(i).path("at").asDouble() - seen.path(i - 1).path("at").asDouble();
            assertThat(between).as("milliseconds on the screen").isGreaterThan(3000);
        }
        assertThat(
                        page.evaluate(
                                "return [...document.querySelectorAll('.before-number')].map(e => e.textContent)"))
                .extracting(JsonNode::asText)
                .containsExactly(numbers[1], numbers[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "HALL, en",
        "HALL, ar",
        "HALL_PORTRAIT, en",
        "PHONE, ar",
        "NARROW, en",
        "WIDE_4K, en"
    })
    void it_fits_every_screen_in_both_languages(Viewport viewport, String language) {
        page.screen().is(viewport);
        for (int i = 0; i < 8; i++) {
            office.take();
            if (i < 7) {
                call(i % 2 == 0 ? office.first() : office.second());
            }
        }
        show("department=" + office.department(), "&lang=" + language);
        page.await("return document.querySelector('.call-number')", "the last call");

        assertThat(page.evaluate("return document.documentElement.dir").asText())
                .isEqualTo(language.equals("ar") ? "rtl" : "ltr");
        assertThat(shown(".call-number")).endsWith("007");
        assertThat(
                        page.evaluate(
                                        "return getComputedStyle(document.querySelector('.call-number')).direction")
                                .asText())
                .as("a number is never turned around")
                .isEqualTo("ltr");
        assertThat(page.evaluate("return document.querySelectorAll('.before-call').length").asInt())
                .isEqualTo(6);
        assertFine("%s-%s".formatted(viewport.name().toLowerCase(Locale.ROOT), language));
    }

    @Test
    void a_lost_connection_is_told_with_the_time_and_mends_itself() {
        show("service=" + office.general(), "");
        page.awaitText("Nobody has been called yet");

        page.setOffline(true);
        page.awaitText("No connection. Last update ");
        assertFine("lost");

        page.setOffline(false);
        page.await(
                "return !document.body.innerText.includes('No connection')",
                "the connection is back");
    }

    @Test
    void one_press_switches_the_sound_on() {
        show("service=" + office.general(), "");
        page.awaitText("Press once for sound");

        page.hands().clickText("Press once for sound");

        page.await("return !document.querySelector('.board-footer button')", "sound");
    }

    @Test
    void an_address_without_a_queue_offers_those_of_the_organisation_and_a_wrong_one_says_so() {
        page.open(at("/board/?lang=en&org=" + office.organization().id()));
        page.awaitText("What should this screen show?");
        assertFine("choose");
        page.hands().clickText("Service GEN");
        page.awaitText("Nobody has been called yet");
        assertThat(page.text()).contains("Town Hall").contains("Service GEN");

        page.open(at("/board/?service=" + UUID.randomUUID()));
        page.awaitText("There is no such queue");
        assertFine("unknown");
    }

    private void show(String queue, String more) {
        page.open(at("/board/?" + queue + "&org=" + office.organization().id() + more));
    }

    private JsonPath call(String counter) {
        return office.command(
                "/api/queues/" + office.general() + "/call-next",
                "{\"counterId\":\"" + counter + "\"}");
    }

    private void awaitAlert(String text) {
        page.await(
                "return document.querySelector('[role=alert]')?.textContent.replace(/[\\u2066-\\u2069]/g, '') === '"
                        + text
                        + "'",
                text);
    }

    private String shown(String selector) {
        return page.evaluate("return document.querySelector('" + selector + "').textContent")
                .asText();
    }

    private void assertFine(String state) {
        page.await(
                "return document.getAnimations().every(a => a.playState !== 'running')",
                "stillness");
        page.screen().picture("board-" + state);
        assertThat(Accessibility.violations(page)).as(state).isEmpty();
        assertThat(page.evaluate("return breaches")).as(state).isEmpty();
        assertThat(page.screen().overflow()).as(state).isZero();
    }
}
