package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What opening hours do to those who want a ticket, and to those who look. */
@QuarkusTest
class OpenByHoursTest {

    private static final String NEVER = "{\"weekdays\":{},\"exceptions\":[]}";
    private static final String ALWAYS =
            "{\"weekdays\":{%s}}"
                    .formatted(
                            "\"MONDAY\":[I],\"TUESDAY\":[I],\"WEDNESDAY\":[I],\"THURSDAY\":[I],\"FRIDAY\":[I],"
                                    + "\"SATURDAY\":[I],\"SUNDAY\":[I]")
                    .replace("[I]", "[{\"from\":\"00:00\",\"to\":\"24:00\"}]");
    private static final String MONDAYS =
            "{\"weekdays\":{\"MONDAY\":[{\"from\":\"08:00\",\"to\":\"12:00\"}]},"
                    + "\"exceptions\":[{\"date\":\"2027-03-29\",\"intervals\":[]}]}";

    @Inject Pool pool;

    private OtherOrganization office;
    private String department;
    private String queue;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
        department = office.department(office.branch());
        queue = office.service(department, "AAA");
    }

    @Test
    void outside_its_hours_a_service_takes_no_ticket_and_looks_closed() {
        openAt(NEVER).then().statusCode(200);

        take().then()
                .statusCode(409)
                .body("code", equalTo("queue-closed"))
                .body("opensAt", nullValue());
        queue().then().body("open", equalTo(false));
        organization().then().body(OPEN_OF_FIRST, equalTo(false));
    }

    @Test
    void within_its_hours_it_takes_tickets_unless_staff_have_closed_it() {
        openAt(ALWAYS);
        take().then().statusCode(201);
        queue().then().body("open", equalTo(true));
        organization().then().body(OPEN_OF_FIRST, equalTo(true));

        office.as("employee").post("/api/queues/" + queue + "/close").then().statusCode(200);

        take().then().statusCode(409).body("code", equalTo("queue-closed"));
        queue().then().body("open", equalTo(false));
        organization().then().body(OPEN_OF_FIRST, equalTo(false));
    }

    @Test
    void without_hours_it_is_always_open_again() {
        openAt(NEVER);

        openAt("null").then().statusCode(200).body("openingHours", nullValue());

        take().then().statusCode(201);
    }

    @Test
    void the_refusal_says_when_it_opens_next() {
        openAt(MONDAYS);

        // The Monday after the night in which clocks change is an exception.
        Problem problem = refusedAt("2027-03-28T12:00:00Z");

        assertThat(problem.code()).isEqualTo("queue-closed");
        assertThat(problem.detail()).isEqualTo("It opens on 2027-04-05 at 08:00 (Europe/Vienna).");
        assertThat(problem.extensions())
                .containsEntry("opensAt", Instant.parse("2027-04-05T06:00:00Z"));
    }

    @Test
    void the_hours_are_those_of_the_branch_in_winter_and_in_summer() {
        openAt(MONDAYS);

        assertThat(refusedAt("2027-03-22T06:59:59Z").code()).isEqualTo("queue-closed");
        assertThat(dayTakenAt("2027-03-22T07:00:00Z")).isEqualTo("2027-03-22");
        assertThat(refusedAt("2027-04-05T05:59:59Z").code()).isEqualTo("queue-closed");
        assertThat(dayTakenAt("2027-04-05T06:00:00Z")).isEqualTo("2027-04-05");
        assertThat(refusedAt("2027-04-05T10:00:00Z").code()).isEqualTo("queue-closed");
    }

    @Test
    void what_cannot_be_is_refused_and_says_why() {
        openAt("{\"weekdays\":{\"MONDAY\":[{\"from\":\"22:00\",\"to\":\"02:00\"}]}}")
                .then()
                .statusCode(422)
                .body("code", equalTo("invalid-value"))
                .body("field", equalTo("openingHours"))
                .body("detail", org.hamcrest.Matchers.containsString("past midnight takes two"));
    }

    @Test
    void what_a_manager_enters_is_what_is_read() {
        openAt(MONDAYS)
                .then()
                .statusCode(200)
                .body("openingHours.weekdays.MONDAY[0].from", equalTo("08:00"))
                .body("openingHours.exceptions[0].date", equalTo("2027-03-29"));
        office.as("employee")
                .get(office.path("services/" + queue))
                .then()
                .body("openingHours.weekdays.MONDAY[0].to", equalTo("12:00"));
    }

    private static final String OPEN_OF_FIRST = "branches[0].departments[0].services[0].open";

    private Response openAt(String hours) {
        String body =
                OtherOrganization.serviceBody(department, "AAA")
                        .replaceFirst("}$", ",\"openingHours\":" + hours + "}");
        return office.as("manager").body(body).put(office.path("services/" + queue));
    }

    private Response take() {
        return given().contentType("application/json")
                .body(
                        "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                                .formatted(office.id(), queue))
                .post("/api/tickets");
    }

    private Response queue() {
        return office.as("employee").get("/api/queues/" + queue);
    }

    private Response organization() {
        return given().get("/api/organizations/" + office.id());
    }

    private Problem refusedAt(String now) {
        RejectedException[] refused = new RejectedException[1];
        assertThatThrownBy(() -> dayTakenAt(now))
                .isInstanceOfSatisfying(RejectedException.class, e -> refused[0] = e);
        return refused[0].rejection().toProblem();
    }

    private String dayTakenAt(String now) {
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            IssueMoment moment =
                    new TicketIssuing(Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
                            .momentFor(connection, office.id(), UUID.fromString(queue))
                            .await()
                            .indefinitely()
                            .orElseThrow();
            moment.requireWithinHours();
            return moment.day().date().toString();
        } finally {
            connection.closeAndAwait();
        }
    }
}
