package dev.nextup.ticket.queue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.nextup.ticket.TestTokens;
import dev.nextup.ticket.lifecycle.ManyTickets;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In an organisation of its own; times are set in the database, since nobody waits for them. */
@QuarkusTest
class QueueStatsTest {

    private static final String HISTORY =
            "INSERT INTO ticket_transition (ticket_id, version, happened_at, command, from_status, to_status, actor_kind)"
                    + " SELECT t.id, $3, t.created_at + make_interval(secs => $4 + $5 * t.number_in_series), 'test', $6, $7, 'system'"
                    + " FROM ticket t WHERE t.service_id = $1 AND t.service_day = $2";

    @Inject Pool pool;

    private OtherOrganization office;
    private String queue;
    private String other;
    private String department;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
        department = office.department(office.branch());
        queue = office.service(department, "AAA");
        other = office.service(department, "BBB");
    }

    @Test
    void where_there_are_no_data_figures_are_null() {
        stats(queue, "")
                .then()
                .statusCode(200)
                .body("date", equalTo(LocalDate.now(ZoneId.of("Europe/Vienna")).toString()))
                .body("taken", equalTo(0))
                .body("waitTime", nullValue())
                .body("serviceTime", nullValue())
                .body("longestWaitSeconds", nullValue())
                .body("openCounters", equalTo(0))
                .body("hours.taken.sum()", equalTo(0));
    }

    @Test
    void each_ticket_counts_by_what_became_of_it() {
        take(queue);
        take(queue, "call");
        take(queue, "call", "serve");
        take(queue, "hold");
        take(queue, "call", "complete");
        take(queue, "call", "skip");
        take(queue, "cancel");
        take(other);

        JsonPath figures = stats(queue, "").jsonPath();

        assertThat(figures.getInt("taken")).isEqualTo(7);
        for (String one :
                new String[] {
                    "waiting", "called", "serving", "held", "served", "noShows", "cancelled"
                }) {
            assertThat(figures.getInt(one)).as(one).isEqualTo(1);
        }
        assertThat(figures.getInt("expired")).isZero();
        assertThat(figures.getInt("longestWaitSeconds")).isBetween(0, 60);
        assertThat(figures.getInt("waitTime.medianSeconds")).isBetween(0, 60);
        assertThat(figures.getInt("hours.taken.sum()")).isEqualTo(7);
        assertThat(figures.getInt("hours.called.sum()")).isEqualTo(4);
        assertThat(figures.getInt("hours.served.sum()")).isEqualTo(1);
        assertThat(stats(department, "").jsonPath().getInt("taken")).isEqualTo(8);
    }

    @Test
    void medians_and_percentiles_are_those_of_the_history() {
        LocalDate day = LocalDate.of(2026, 6, 1);
        ManyTickets many = new ManyTickets(pool, queue);
        many.add(11, "CANCELLED", day);
        // Ticket n is called after 10·n seconds, served 100 s later and done after another n
        // seconds.
        history(day, 2, 0, 10, "WAITING", "CALLED");
        history(day, 3, 100, 10, "CALLED", "SERVING");
        pool.preparedQuery(
                        "UPDATE ticket SET status = 'COMPLETED', completed_at = created_at"
                                + " + make_interval(secs => 100 + 11 * number_in_series) WHERE service_id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(queue)));

        stats(queue, "2026-06-01")
                .then()
                .body("taken", equalTo(11))
                .body("served", equalTo(11))
                .body("waitTime.medianSeconds", equalTo(60))
                .body("waitTime.p90Seconds", equalTo(100))
                .body("serviceTime.medianSeconds", equalTo(6))
                .body("serviceTime.p90Seconds", equalTo(10))
                .body("hours.find { it.from == '2026-06-01T12:00:00Z' }.served", equalTo(11));
        stats(queue, "2026-06-02").then().body("taken", equalTo(0));
    }

    @Test
    void who_was_missed_stays_a_no_show_when_the_day_is_over() {
        LocalDate day = LocalDate.of(2026, 6, 1);
        ManyTickets many = new ManyTickets(pool, queue);
        many.add(3, "EXPIRED", day);
        history(day, 2, 0, 1, "WAITING", "NO_SHOW");
        history(day, 3, 3600, 1, "NO_SHOW", "EXPIRED");
        many.addFrom(100, 2, "EXPIRED", day);

        stats(queue, "2026-06-01").then().body("noShows", equalTo(3)).body("expired", equalTo(2));
    }

    @Test
    void the_days_on_which_clocks_change_have_23_and_25_hours() {
        stats(queue, "2027-03-28").then().body("hours.size()", equalTo(23));
        stats(queue, "2027-10-31").then().body("hours.size()", equalTo(25));
    }

    @Test
    void a_day_is_read_by_its_index_and_not_all_tickets() {
        ManyTickets many = new ManyTickets(pool, queue);
        for (int day = 1; day <= 20; day++) {
            many.add(500, "CANCELLED", LocalDate.of(2026, 5, day));
        }
        pool.query("ANALYZE ticket").executeAndAwait();

        String plan = planOf(LocalDate.of(2026, 5, 20));

        assertThat(plan).contains("ix_ticket_day").doesNotContain("Seq Scan on ticket t ");
        stats(queue, "2026-05-20").then().body("cancelled", equalTo(500));
        many.remove();
    }

    @Test
    void what_is_no_date_and_who_is_no_staff_is_refused() {
        stats(queue, "yesterday")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-field"))
                .body("field", equalTo("date"));
        given().auth()
                .oauth2(TestTokens.holder(UUID.randomUUID(), office.id()))
                .get("/api/queues/" + queue + "/stats")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.staff(UUID.randomUUID(), "admin"))
                .get("/api/queues/" + queue + "/stats")
                .then()
                .statusCode(404);
    }

    private Response stats(String queueId, String date) {
        String query = date.isEmpty() ? "" : "?date=" + date;
        return office.as("employee").get("/api/queues/" + queueId + "/stats" + query);
    }

    private void take(String service, String... commands) {
        String id =
                office.as("employee")
                        .body(
                                "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                                        .formatted(office.id(), service))
                        .post("/api/tickets")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        for (String command : commands) {
            office.as("employee").post("/api/tickets/" + id + "/" + command).then().statusCode(200);
        }
    }

    /**
     * A step of every ticket of the day, so many seconds (and so many per number) after its
     * arrival.
     */
    private void history(
            LocalDate day, long version, int seconds, int perNumber, String from, String to) {
        pool.preparedQuery(HISTORY)
                .executeAndAwait(
                        Tuple.of(
                                        UUID.fromString(queue),
                                        day,
                                        version,
                                        (double) seconds,
                                        (double) perNumber)
                                .addString(from)
                                .addString(to));
    }

    private String planOf(LocalDate day) {
        String sql =
                QueueStats.STATS
                        .replace("$1", "'{" + queue + "}'::uuid[]")
                        .replace("$2", "'" + day + "'::date")
                        .replace("$3", "'{" + day + "T00:00:00Z}'")
                        .replace("$4", "now()")
                        .replace("$5", "'" + department + "'::uuid");
        StringBuilder plan = new StringBuilder();
        pool.query("EXPLAIN " + sql)
                .executeAndAwait()
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        return plan.toString();
    }
}
