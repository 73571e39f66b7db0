package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** How the day goes, and what became of notifications. */
@QuarkusTest
class ConsoleFiguresTest extends ConsoleTest {

    /** The log is another service's: it answers as the API document's example does. */
    private static final String LOG =
            """
            const real = fetch;
            window.asked = [];
            window.fetch = (path, init) => {
              if (!String(path).startsWith('/api/notifications/logs')) return real(path, init);
              const query = new URLSearchParams(String(path).split('?')[1]);
              asked.push(Object.fromEntries(query));
              const item = (number, status, error) => ({
                deliveryId: crypto.randomUUID(), ticketId: 'a', ticketNumber: number, notificationType: 'your_turn',
                status, error, createdAt: '2026-11-22T10:05:00.012Z', deadline: '2026-11-22T10:10:00Z',
                attempts: [{channel: 'push', at: '2026-11-22T10:05:00.048Z', outcome: 'accepted', httpStatus: 201,
                            pushService: 'https://push.example'}]});
              return Promise.resolve(Response.json(query.get('cursor')
                ? {items: [item('GEN-001', 'EXPIRED', 'no-active-subscription')], next: null}
                : {items: [item('GEN-003', 'SHOWN', null), item('GEN-002', 'ACCEPTED', null)], next: 'further'}));
            };
            """;

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

        assertThat(
                        page.evaluate(
                                        "return [...document.querySelectorAll('.tile')].slice(0, 2).map(t => t.innerText.replace('\\n', ' '))")
                                .toString())
                .isEqualTo("[\"Waiting 1\",\"Served 1\"]");
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
    void the_log_is_filtered_and_read_page_by_page() {
        page.beforeEachDocument(LOG);
        deskOf("employee");
        page.hands().clickText("Notifications");
        page.awaitText("GEN-003");
        page.hands().clickText("Show more");
        page.awaitText("no device to tell");
        assertFine(page, "log");
        page.evaluate(
                "const s = document.querySelector('#log-status'); s.value = 'SHOWN'; s.dispatchEvent(new Event('change'))");
        page.await("return asked.at(-1).status === 'SHOWN'", "the filter");

        assertThat(page.evaluate("return asked[1].cursor").asText()).isEqualTo("further");
        assertThat(page.evaluate("return asked.at(-1).organizationId").asText())
                .isEqualTo(office.organization().id().toString());
    }
}
