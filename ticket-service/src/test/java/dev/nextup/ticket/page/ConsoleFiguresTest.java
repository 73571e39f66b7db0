package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.delivery.DeliveryAbandoned.Reason;
import dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.test.browser.Viewport;
import dev.nextup.ticket.reach.Deliveries;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the day goes, and what became of notifications. */
@QuarkusTest
class ConsoleFiguresTest extends ConsoleTest {

    /** As if they had come earlier. */
    private static final String EARLIER =
            "UPDATE ticket SET created_at = created_at - make_interval(mins => $2) WHERE id = $1";

    @Test
    void the_day_is_told_in_numbers_and_by_the_hour() {
        deskOf("employee");
        office.take();
        office.take();
        page.hands().click("#call-next");
        page.hands().clickText("Done");
        page.awaitText("is done.");
        page.hands().clickText("Figures");
        page.awaitText("Median wait");
        page.await("return document.querySelector('.chart-served')", "a bar");
        assertThat(page.evaluate("return document.querySelectorAll('.chart-taken').length").asInt())
                .isEqualTo(1);
        page.hands().clickText("As a table");
        assertFine(page, "figures");
        assertThat(chosen("#figures-queue")).isEqualTo("Desk");

        assertThat(
                        page.evaluate(
                                        "return [...document.querySelectorAll('.tile')].slice(0, 2).map(t => t.innerText.replace('\\n', ' '))")
                                .toString())
                .isEqualTo("[\"Waiting 1\",\"Served 1\"]");
    }

    @Test
    void what_the_filters_show_is_what_is_asked_for_whichever_screen_was_there_before() {
        page.beforeEachDocument(ConsoleLog.ANSWERS);
        deskOf("employee");
        page.hands().clickText("Figures");
        page.awaitText("By the hour");
        page.hands().clickText("Notifications");
        page.awaitText("GEN-004");
        assertThat(chosen("#log-type")).isEqualTo("All");
        assertThat(chosen("#log-status")).isEqualTo("All");

        page.hands().clickText("Figures");
        page.awaitText("By the hour");
        assertThat(chosen("#figures-queue")).isEqualTo("Desk");
    }

    @Test
    void a_day_is_exported_for_a_spreadsheet() {
        deskOf("employee");
        String number = office.take().getString("number");
        page.hands().clickText("Figures");
        page.awaitText("By the hour");
        page.evaluate(
                "URL.createObjectURL = blob => { blob.text().then(text => (window.saved = text)); return '#' }");
        page.hands().clickText("Export as CSV");

        page.await("return window.saved?.includes('" + number + "')", "the table");
    }

    @Test
    void waits_no_shows_and_who_was_reached_are_told() {
        JsonPath served = tookTicketAgo(2);
        JsonPath missed = tookTicketAgo(4);
        JsonPath called = tookTicketAgo(10);
        office.take();
        told(served).acknowledged(Acknowledgement.SHOWN);
        told(missed).accepted();
        told(called).abandoned(Reason.GONE);
        callNextAnd("complete");
        callNextAnd("skip");
        office.command("/api/counters/" + office.first() + "/call-next", "");
        signIn(page, "employee");
        page.awaitText("Where are you working?");
        page.hands().clickText("Figures");
        page.awaitText("Median wait");

        assertThat(
                        page.evaluate(
                                        "return [...document.querySelectorAll('.tile')].map(t => t.innerText.replace('\\n', ': ').replace(/[\\u2066-\\u2069]/g, ''))")
                                .toString())
                .isEqualTo(
                        "[\"Waiting: 1\",\"Served: 1\",\"Median wait: 4 min\",\"90 % waited at most: 8 min\","
                                + "\"Median service: < 1 min\",\"No-shows: 1\",\"Customers reached: 33%\"]");
    }

    @Test
    void the_log_is_read_page_by_page_and_each_filter_is_asked_for() {
        page.beforeEachDocument(ConsoleLog.ANSWERS);
        deskOf("employee");
        JsonPath ticket = office.take();
        page.hands().clickText("Details of " + ticket.getString("number"));
        page.hands().clickText("Notifications");
        page.awaitText("GEN-004");
        String organization = office.organization().id().toString();
        assertThat(asked())
                .isEqualTo(
                        Map.of("organizationId", organization, "ticketId", ticket.getString("id")));
        choose("#log-type", "your_turn");
        choose("#log-status", "SHOWN");
        choose("#log-from", "2026-11-20");
        choose("#log-to", "2026-11-21");
        page.hands().clickText("Show more");
        page.awaitText("no device to tell");
        Map<String, String> all =
                Map.of(
                        "organizationId",
                        organization,
                        "ticketId",
                        ticket.getString("id"),
                        "type",
                        "your_turn",
                        "status",
                        "SHOWN",
                        "from",
                        midnight("2026, 10, 20"),
                        "to",
                        midnight("2026, 10, 22"),
                        "cursor",
                        "further");
        assertThat(asked()).isEqualTo(all);
        assertFine(page, "log-filtered");

        page.hands().clickText("Only one ticket");
        choose("#log-type", "");
        choose("#log-status", "");
        choose("#log-from", "");
        choose("#log-to", "");
        assertThat(asked()).isEqualTo(Map.of("organizationId", organization));
        assertThat(page.text()).doesNotContain("Only one ticket", "GEN-001");
    }

    @ParameterizedTest
    @CsvSource({
        "en, sent (HTTP 201), the service is busy or out of order (HTTP 503), this way is not set up here, no answer in time",
        "ar, أُرسل (HTTP 201), الخدمة مشغولة أو معطّلة (HTTP 503), هذه الوسيلة غير معدّة هنا, لم يأتِ رد في الوقت المناسب"
    })
    void what_became_of_attempts_stands_in_the_log_in_words(
            String language, String sent, String busy, String notSetUp, String reason) {
        page.close();
        page = visitor(language);
        page.screen().is(Viewport.DESKTOP);
        page.beforeEachDocument(ConsoleLog.ANSWERS);
        signIn(page, "employee");
        page.await("return document.querySelector('.chip')", "the console");
        page.evaluate("location.hash = 'log'");
        page.await("return document.querySelector('.log-row')", "the log");
        page.evaluate("document.querySelectorAll('.log-attempts').forEach(e => (e.open = true))");

        assertThat(page.text())
                .contains(sent, busy, notSetUp, reason)
                .contains("made-up-later")
                .doesNotContain("http-", "channel-not-configured");
        assertFine(page, "log-attempts-" + language);
    }

    private JsonPath tookTicketAgo(int minutes) {
        JsonPath ticket = office.take();
        pool.preparedQuery(EARLIER)
                .executeAndAwait(Tuple.of(UUID.fromString(ticket.getString("id")), minutes));
        return ticket;
    }

    private void callNextAnd(String command) {
        JsonPath called = office.command("/api/counters/" + office.first() + "/call-next", "");
        office.command("/api/tickets/" + called.getString("id") + "/" + command, "{}");
    }

    private Deliveries.Told told(JsonPath ticket) {
        return new Deliveries(pool, ticket.getString("id"), office.organization().id())
                .notification(NotificationType.YOUR_TURN, 0);
    }

    private void choose(String field, String value) {
        int before = page.evaluate("return asked.length").asInt();
        page.evaluate(
                "const field = document.querySelector('%s'); field.value = '%s'; field.dispatchEvent(new Event('change'))"
                        .formatted(field, value));
        page.await("return asked.length > " + before, field + " to be asked for");
    }

    private String chosen(String list) {
        return page.evaluate(
                        "return document.querySelector('" + list + "').selectedOptions[0].text")
                .asText();
    }

    private Map<String, String> asked() {
        Map<String, String> parameters = new HashMap<>();
        page.evaluate("return asked.at(-1)")
                .properties()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
        return parameters;
    }

    /** As this device has it. */
    private String midnight(String day) {
        return page.evaluate("return new Date(%s).toISOString()".formatted(day)).asText();
    }
}
