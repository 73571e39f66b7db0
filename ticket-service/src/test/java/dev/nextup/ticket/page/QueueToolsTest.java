package dev.nextup.ticket.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What concerns a whole queue: slips, codes, closing, emptying. */
@QuarkusTest
class QueueToolsTest extends ConsoleTest {

    private static final int QUIET = 4;

    @Test
    void a_walk_in_takes_a_slip_along_whose_code_brings_the_ticket_onto_a_phone() throws Exception {
        deskOf("employee");
        page.hands().clickText("Walk-in ticket");
        page.awaitText("Ticket for a walk-in");
        page.hands().clickText("Service GEN");
        page.hands().clickText("Urgent");
        assertFine(page, "walk-in");
        page.hands().clickText("Issue ticket");
        page.awaitText("Ticket issued");
        assertFine(page, "slip");
        String link = readCode(".slip");

        page.hands().clickText("Close");
        page.awaitText("Priority 9");
        assertThat(link).contains("claim=");
        given().contentType("application/json")
                .body(Map.of("code", link.substring(link.indexOf("claim=") + 6)))
                .post("/api/tickets/claim")
                .then()
                .statusCode(200)
                .body("number", equalTo("GEN-001"));
    }

    @Test
    void a_service_takes_no_new_tickets_and_opens_again() {
        deskOf("employee");
        page.hands().clickText("Manage queue");
        page.awaitText("Takes new tickets");
        assertThat(page.text()).as("for managers only").doesNotContain("Reset queue");
        page.hands().clickText("No new tickets: Service GEN");
        page.awaitText("Service GEN takes no new tickets.");
        assertFine(page, "queue");
        given().contentType("application/json")
                .body(
                        Map.of(
                                "organizationId",
                                office.organization().id(),
                                "serviceId",
                                office.general()))
                .post("/api/tickets")
                .then()
                .statusCode(409);

        page.hands().clickText("Open: Service GEN");
        page.awaitText("Service GEN takes tickets again.");
        office.take();
        page.hands().clickText("Clear away old tickets");
        page.awaitText("0 tickets archived.");
    }

    @Test
    void a_queue_is_reset_only_with_its_name_typed_and_a_second_yes() {
        deskOf("manager");
        office.take();
        page.awaitText("1 person is waiting.");
        page.hands().clickText("Manage queue");
        page.hands().clickText("Reset queue");
        page.await("return document.querySelector('#reset-name')", "the form");
        page.hands().click("#reset-name");
        page.hands().type("Des");
        page.hands().press("Enter");
        page.awaitText("Please type exactly: Desk");
        assertFine(page, "reset");
        page.hands().type("k");
        page.hands().press("Enter");
        page.awaitText("1 waiting person loses their place.");
        assertFine(page, "reset-sure");
        assertThat(waiting()).isEqualTo(1);
        page.hands().clickText("Yes, reset");

        page.awaitText("Reset: 1 ticket cancelled.");
        page.awaitText("Nobody is waiting");
        assertThat(waiting()).isZero();
    }

    @Test
    void the_code_for_joining_is_shown_where_a_service_asks_for_it() throws Exception {
        office.organization()
                .as("admin")
                .body("{\"name\":\"Service GEN\",\"prefix\":\"GEN\",\"joinCodeRequired\":true}")
                .put(office.organization().path("services/" + office.general()))
                .then()
                .statusCode(200);
        deskOf("employee");
        page.hands().clickText("Join code");
        page.await("return document.querySelector('.join-code-text')", "the code");
        assertFine(page, "join-code");

        String code =
                page.evaluate("return document.querySelector('.join-code-text').textContent")
                        .asText();
        assertThat(readCode(".join-code")).endsWith("&joinCode=" + code);
    }

    @Test
    void codes_are_printed_for_the_house_and_for_each_service() {
        deskOf("employee");
        page.hands().clickText("QR codes");
        page.await("return document.querySelector('.poster-qr')?.naturalWidth > 0", "the picture");
        page.awaitText("Scan, take a ticket, put your phone away.");
        assertFine(page, "codes");
        page.evaluate(
                "const s = document.querySelector('#code-of'); s.value = [...s.options].find(o => o.text.startsWith('Service GEN')).value;"
                        + " s.dispatchEvent(new Event('change'))");
        page.await(
                "return document.querySelector('.poster-qr').src.includes('service="
                        + office.general()
                        + "')",
                "the service's code");
        page.evaluate(
                "window.print = () => (window.printed = document.querySelector('.print-sheet').innerText ?? '')");
        page.hands().clickText("Print");

        page.await(
                "return document.querySelector('.print-sheet')?.textContent.includes('Service GEN')",
                "the sheet");
    }

    private int waiting() {
        return office.organization()
                .as("employee")
                .get("/api/queues/" + office.department())
                .then()
                .extract()
                .path("counts.waiting");
    }

    /** From the modules that are drawn, as a phone would from the picture. */
    private String readCode(String within) throws Exception {
        JsonNode drawn =
                page.evaluate(
                        "const svg = document.querySelector('"
                                + within
                                + " .qr'); return [svg.viewBox.baseVal.width, svg.querySelector('path').getAttribute('d')]");
        int size = drawn.path(0).asInt() - 2 * QUIET;
        BitMatrix modules = new BitMatrix(size);
        Matcher dark = Pattern.compile("M(\\d+) (\\d+)h").matcher(drawn.path(1).asText());
        while (dark.find()) {
            modules.set(
                    Integer.parseInt(dark.group(1)) - QUIET,
                    Integer.parseInt(dark.group(2)) - QUIET);
        }
        return new Decoder().decode(modules).getText();
    }
}
