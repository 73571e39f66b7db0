package dev.nextup.ticket.walkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WalkInTest {

    @Inject Pool pool;

    private OtherOrganization office;
    private WalkInDesk desk;
    private String department;
    private String service;

    @BeforeEach
    void furnish() {
        office = OtherOrganization.create(pool);
        desk = new WalkInDesk(office);
        department = office.department(office.branch());
        service = office.service(department, "PAS");
    }

    @Test
    void staff_issue_a_ticket_with_a_link_to_claim_it_and_without_a_token() {
        Response answer = desk.issue(service, "{\"language\":\"ar\"}");

        String id = answer.path("id");
        answer.then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/api/tickets/" + id))
                .body("$", not(hasKey("token")))
                .body("number", equalTo("PAS-001"))
                .body("status", equalTo("WAITING"))
                .body("position", equalTo(1))
                .body("serviceId", equalTo(service))
                .body("priority", equalTo(0))
                .body(
                        "claimUrl",
                        matchesPattern("http://localhost:8080/\\?claim=[A-Za-z0-9_-]{43}"));
    }

    @Test
    void its_history_says_that_staff_took_it() {
        String id = desk.issued(service, "{}").getString("id");

        desk.staff()
                .get("/api/tickets/" + id + "/history")
                .then()
                .body("transitions.command", contains("take"))
                .body("transitions[0].actor.kind", equalTo("staff"))
                .body("transitions[0].actor.id", notNullValue());
    }

    @Test
    void a_department_with_one_service_needs_no_other_word() {
        assertThat(desk.issued(department, "{}").getString("serviceId")).isEqualTo(service);
        desk.staff().post("/api/queues/" + department + "/tickets").then().statusCode(201);
    }

    @Test
    void a_department_with_several_must_be_told_which() {
        String second = office.service(department, "LIC");

        assertRefused(desk.issue(department, "{}"), "serviceId");
        assertThat(
                        desk.issued(department, "{\"serviceId\":\"" + second + "\"}")
                                .getString("serviceId"))
                .isEqualTo(second);
    }

    @Test
    void a_service_of_another_queue_is_refused() {
        String elsewhere = office.service(office.department(office.branch()), "LIC");
        for (String wrong : List.of(elsewhere, UUID.randomUUID().toString())) {
            for (String queue : List.of(service, department)) {
                assertRefused(desk.issue(queue, "{\"serviceId\":\"" + wrong + "\"}"), "serviceId");
            }
        }
    }

    @Test
    void a_department_without_services_and_an_unknown_queue_issue_nothing() {
        String empty = office.department(office.branch());

        assertRefused(desk.issue(empty, "{}"), "serviceId");
        desk.issue(UUID.randomUUID().toString(), "{}")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-queue"));
    }

    @Test
    void a_closed_service_issues_to_walk_ins_neither() {
        desk.staff().post("/api/queues/" + service + "/close").then().statusCode(200);

        desk.issue(service, "{}").then().statusCode(409).body("code", equalTo("queue-closed"));
    }

    @Test
    void a_class_beyond_nine_is_refused() {
        for (int wrong : new int[] {-1, 10, 100_000}) {
            assertRefused(desk.issue(service, "{\"priority\":" + wrong + "}"), "priority");
        }
    }

    @Test
    void a_retry_with_the_same_key_repeats_the_ticket_and_its_link_which_nothing_stores() {
        String key = UUID.randomUUID().toString();
        JsonPath first = withKey(key, "{}").jsonPath();
        JsonPath second = withKey(key, "{}").jsonPath();

        assertThat(second.getString("id")).isEqualTo(first.getString("id"));
        assertThat(second.getString("claimUrl")).isEqualTo(first.getString("claimUrl"));
        assertThat(rowsWith(WalkInDesk.codeIn(first))).isZero();
        assertThat(rowsWith(first.getString("id"))).isPositive();
        assertThat(withKey(key, "{\"priority\":1}").statusCode()).isEqualTo(422);
        desk.claim(WalkInDesk.codeIn(second)).then().statusCode(200);
    }

    private Response withKey(String key, String body) {
        return desk.staff()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/queues/" + service + "/tickets");
    }

    /** How many rows of any table hold this text. */
    private long rowsWith(String text) {
        long found = 0;
        for (String table : List.of("idempotency_key", "ticket_claim", "ticket", "outbox")) {
            found +=
                    pool.preparedQuery(
                                    "SELECT count(*) FROM "
                                            + table
                                            + " t WHERE t::text LIKE '%' || $1 || '%'")
                            .executeAndAwait(io.vertx.mutiny.sqlclient.Tuple.of(text))
                            .iterator()
                            .next()
                            .getLong(0);
        }
        return found;
    }

    private static void assertRefused(Response answer, String field) {
        answer.then()
                .statusCode(422)
                .body("code", equalTo("invalid-value"))
                .body("field", equalTo(field));
    }
}
