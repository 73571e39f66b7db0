package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecallLimitTest {

    @Inject Pool pool;

    private OtherOrganization office;
    private String service;
    private String ticket;

    @BeforeEach
    void callATicket() {
        office = OtherOrganization.create(pool);
        service = office.service(office.department(office.branch()), "PAS");
        ticket = office.takeTicket(service).getString("id");
        command("call").then().statusCode(200);
    }

    @Test
    void after_three_recalls_staff_are_offered_to_skip() {
        for (int left : new int[] {3, 2, 1}) {
            assertThat(recallsLeft()).isEqualTo(left);
            command("recall").then().statusCode(200);
        }
        assertThat(recallsLeft()).isZero();

        command("recall")
                .then()
                .statusCode(409)
                .body("code", equalTo("recall-limit-reached"))
                .body("detail", containsString("Skip it"))
                .body("ticket.id", equalTo(ticket))
                .body("ticket.status", equalTo("CALLED"))
                .body("ticket.callCount", equalTo(4));
        command("skip").then().statusCode(200);
    }

    @Test
    void it_counts_anew_when_the_ticket_has_waited_again() {
        limit("1").then().statusCode(200);
        command("recall").then().statusCode(200);
        command("recall").then().statusCode(409);
        command("skip").then().statusCode(200);
        command("call").then().statusCode(200);
        assertThat(recallsLeft()).isZero();

        office.as("employee")
                .body("{\"place\":\"FIRST\"}")
                .post("/api/tickets/" + ticket + "/requeue")
                .then()
                .statusCode(200);
        office.as("employee").post("/api/queues/" + service + "/call-next");

        assertThat(recallsLeft()).isEqualTo(1);
        command("recall").then().statusCode(200);
    }

    @Test
    void managers_set_the_limit_lift_it_and_leave_it_as_it_is() {
        limit("0").then().statusCode(200).body("recallLimit", equalTo(0));
        command("recall").then().statusCode(409);
        limit("null").then().statusCode(200).body("recallLimit", nullValue());
        assertThat(recallsLeft()).isNull();
        for (int i = 0; i < 5; i++) {
            command("recall").then().statusCode(200);
        }
        put("{\"name\":\"Passports\",\"prefix\":\"PAS\"}")
                .then()
                .statusCode(200)
                .body("recallLimit", nullValue());
        limit("20").then().statusCode(200).body("recallLimit", equalTo(20));
        put("{\"name\":\"Passports\",\"prefix\":\"PAS\"}").then().body("recallLimit", equalTo(20));
        for (String wrong : List.of("-1", "21")) {
            limit(wrong)
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("invalid-value"))
                    .body("field", equalTo("recallLimit"));
        }
    }

    @Test
    void recalls_at_the_same_time_do_not_pass_the_limit() throws Exception {
        List<Response> answers =
                TicketDesk.inParallel(Collections.nCopies(6, () -> command("recall")));

        assertThat(answers).filteredOn(r -> r.statusCode() == 200).hasSize(3);
        assertThat(answers)
                .filteredOn(r -> r.statusCode() == 409)
                .extracting(r -> r.jsonPath().getString("code"))
                .containsOnly("recall-limit-reached")
                .hasSize(3);
    }

    @Test
    void a_retry_with_the_same_key_repeats_its_recall_also_beyond_the_limit() {
        limit("1").then().statusCode(200);
        String key = UUID.randomUUID().toString();
        String clerk = office.token("employee");

        for (int i = 0; i < 2; i++) {
            given().auth()
                    .oauth2(clerk)
                    .header("Idempotency-Key", key)
                    .post("/api/tickets/" + ticket + "/recall")
                    .then()
                    .statusCode(200)
                    .body("callCount", equalTo(2));
        }
    }

    private Integer recallsLeft() {
        return office.as("employee")
                .get("/api/queues/" + service)
                .path("called.find { it.id == '" + ticket + "' }.recallsLeft");
    }

    private Response limit(String most) {
        return put("{\"name\":\"Passports\",\"prefix\":\"PAS\",\"recallLimit\":" + most + "}");
    }

    private Response put(String body) {
        return office.as("manager").body(body).put(office.path("services/" + service));
    }

    private Response command(String command) {
        return office.as("employee").post("/api/tickets/" + ticket + "/" + command);
    }
}
