package dev.nextup.ticket.queue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.ticket.TestTokens;
import dev.nextup.ticket.lifecycle.ManyTickets;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In an organisation of its own. */
@QuarkusTest
class QueueExportTest {

    private static final String TIME = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

    @Inject Pool pool;

    private OtherOrganization office;
    private String department;
    private String queue;
    private String counter;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
        department = office.department(office.branch());
        queue = office.service(department, "AAA");
        counter = office.counter(department);
    }

    @Test
    void each_ticket_of_the_day_is_a_row_by_arrival() {
        String served = take(queue);
        assertThat(post("/api/counters/" + counter + "/call-next")).isEqualTo(200);
        assertThat(post("/api/tickets/" + served + "/serve")).isEqualTo(200);
        assertThat(post("/api/tickets/" + served + "/complete")).isEqualTo(200);
        String missed = take(queue);
        assertThat(post("/api/tickets/" + missed + "/skip")).isEqualTo(200);
        String other = office.service(department, "BBB");
        take(other);

        Response answer = export(queue, "");

        List<Map<String, String>> rows = rows(answer);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .containsEntry("number", "AAA-001")
                .containsEntry("service", "Service AAA")
                .containsEntry("status", "COMPLETED")
                .containsEntry("noShow", "false")
                .containsEntry("counter", "Other")
                .containsEntry("calls", "1");
        for (String time :
                List.of("createdAt", "firstCalledAt", "lastCalledAt", "servingAt", "endedAt")) {
            assertThat(rows.get(0).get(time)).as(time).matches(TIME);
        }
        assertThat(rows.get(0).get("waitSeconds")).matches("\\d");
        assertThat(rows.get(0).get("serviceSeconds")).matches("\\d");
        assertThat(rows.get(1))
                .containsEntry("number", "AAA-002")
                .containsEntry("status", "NO_SHOW")
                .containsEntry("noShow", "true")
                .containsEntry("counter", "")
                .containsEntry("waitSeconds", "");
        assertThat(rows(export(department, ""))).hasSize(3);
        assertThat(answer.asString()).doesNotContain(served).doesNotContain(missed);
    }

    @Test
    void it_is_a_file_of_its_day_that_nobody_keeps() {
        Response answer = export(queue, "");

        String today = LocalDate.now(ZoneId.of("Europe/Vienna")).toString();
        assertThat(answer.contentType()).isEqualTo("text/csv; charset=UTF-8");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"tickets-" + today + ".csv\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(rows(answer)).isEmpty();
    }

    @Test
    void another_day_is_asked_for_by_its_date_and_has_what_was_archived() {
        ManyTickets many = new ManyTickets(pool, queue);
        many.add(3, "CANCELLED", LocalDate.of(2026, 6, 1));
        pool.query("UPDATE ticket SET archived_at = now() WHERE service_id = '" + queue + "'")
                .executeAndAwait();

        assertThat(rows(export(queue, "?date=2026-06-01"))).hasSize(3);
        assertThat(rows(export(queue, "?date=2026-06-02"))).isEmpty();
    }

    @Test
    void a_name_that_looks_like_a_formula_is_a_text() {
        String body = "{\"name\":\"=HYPERLINK(1)\",\"prefix\":\"CCC\",\"departmentId\":\"%s\"}";
        String evil = office.add("services", body.formatted(department));
        take(evil);

        assertThat(export(evil, "").asString()).contains(",'=HYPERLINK(1),").doesNotContain(",=");
    }

    @Test
    void what_is_no_date_is_refused_and_so_is_who_may_not() {
        export(queue, "?date=yesterday")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-field"))
                .body("field", equalTo("date"));
        String elsewhere = office.department(office.branch());
        given().auth()
                .oauth2(TestTokens.scoped(office.id(), "employee", elsewhere))
                .get("/api/queues/" + queue + "/export")
                .then()
                .statusCode(403)
                .body("code", equalTo("out-of-scope"));
        given().auth()
                .oauth2(TestTokens.staff(UUID.randomUUID(), "admin"))
                .get("/api/queues/" + queue + "/export")
                .then()
                .statusCode(404);
    }

    private Response export(String queueId, String query) {
        return office.as("employee")
                .accept("text/csv")
                .get("/api/queues/" + queueId + "/export" + query);
    }

    private String take(String service) {
        return office.takeTicket(service).getString("id");
    }

    private int post(String address) {
        return office.as("employee").post(address).statusCode();
    }

    /** By the names in the first line. */
    private static List<Map<String, String>> rows(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> lines = answer.asString().replace("\uFEFF", "").lines().toList();
        String[] names = lines.get(0).split(",", -1);
        return lines.stream()
                .skip(1)
                .map(
                        line -> {
                            String[] cells = line.split(",", -1);
                            assertThat(cells).hasSameSizeAs(names);
                            Map<String, String> row = new LinkedHashMap<>();
                            for (int i = 0; i < names.length; i++) {
                                row.put(names[i], cells[i]);
                            }
                            return row;
                        })
                .toList();
    }
}
