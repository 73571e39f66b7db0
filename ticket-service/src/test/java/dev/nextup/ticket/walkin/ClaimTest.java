package dev.nextup.ticket.walkin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClaimTest {

    @Inject Pool pool;

    private OtherOrganization office;
    private WalkInDesk desk;
    private String service;
    private JsonPath slip;
    private String ticket;
    private String code;

    @BeforeEach
    void issueASlip() {
        office = OtherOrganization.create(pool);
        desk = new WalkInDesk(office);
        service = office.service(office.department(office.branch()), "PAS");
        slip = desk.issued(service, "{}");
        ticket = slip.getString("id");
        code = WalkInDesk.codeIn(slip);
    }

    @Test
    void a_claim_makes_its_device_the_holder() {
        JsonPath claimed = desk.claim(code).then().statusCode(200).extract().jsonPath();

        assertThat(claimed.getString("id")).isEqualTo(ticket);
        assertThat(claimed.getString("number")).isEqualTo(slip.getString("number"));
        given().auth()
                .oauth2(claimed.getString("token"))
                .get("/api/tickets/" + ticket)
                .then()
                .statusCode(200)
                .body("position", equalTo(1));
        desk.asHolder(claimed.getString("token"), ticket, "confirm").then().statusCode(200);
    }

    @Test
    void used_unknown_replaced_expired_and_ended_look_the_same() {
        desk.claim(code).then().statusCode(200);
        String unknown = desk.claim("x".repeat(43)).then().statusCode(404).extract().asString();
        JsonPath replaced = desk.issued(service, "{}");
        desk.command(replaced.getString("id"), "claim-code").then().statusCode(200);
        JsonPath late = desk.issued(service, "{}");
        pool.preparedQuery("UPDATE ticket_claim SET expires_at = now() WHERE ticket_id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(late.getString("id"))));
        JsonPath ended = desk.issued(service, "{}");
        desk.command(ended.getString("id"), "cancel").then().statusCode(200);

        assertThat(unknown).contains("\"claim-invalid\"");
        for (String dead :
                List.of(
                        code,
                        WalkInDesk.codeIn(replaced),
                        WalkInDesk.codeIn(late),
                        WalkInDesk.codeIn(ended),
                        "\\u0000")) {
            Response answer = desk.claim(dead);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.asString()).isEqualTo(unknown);
        }
    }

    @Test
    void a_code_is_good_until_its_day_ends_at_the_branch() {
        Object[] ends =
                pool.preparedQuery(
                                "SELECT c.expires_at, t.service_day + interval '1 day',"
                                        + " c.expires_at AT TIME ZONE 'Europe/Vienna' FROM ticket_claim c"
                                        + " JOIN ticket t ON t.id = c.ticket_id WHERE t.id = $1")
                        .mapping(row -> new Object[] {row.getValue(1), row.getValue(2)})
                        .executeAndAwait(Tuple.of(UUID.fromString(ticket)))
                        .iterator()
                        .next();

        assertThat(ends[1]).isEqualTo(ends[0]);
    }

    @RepeatedTest(3)
    void of_claims_at_the_same_time_one_wins() throws Exception {
        List<Response> answers = inParallel(() -> desk.claim(code));

        assertThat(answers).filteredOn(r -> r.statusCode() == 200).hasSize(1);
        assertThat(answers).filteredOn(r -> r.statusCode() == 404).hasSize(7);
    }

    @Test
    void after_a_lost_answer_the_same_key_repeats_the_claim_and_no_other_does() {
        String key = UUID.randomUUID().toString();
        JsonPath first = desk.claim(code, key, "198.51.100.7").jsonPath();
        desk.command(ticket, "call").then().statusCode(200);

        JsonPath again =
                desk.claim(code, key, "198.51.100.7").then().statusCode(200).extract().jsonPath();

        assertThat(again.getString("id")).isEqualTo(first.getString("id"));
        desk.asHolder(again.getString("token"), ticket, "confirm").then().statusCode(200);
        desk.claim(code).then().statusCode(404);
        desk.claim("another", key, "198.51.100.7")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void parallel_claims_with_one_key_are_one_claim() throws Exception {
        String key = UUID.randomUUID().toString();

        List<Response> answers = inParallel(() -> desk.claim(code, key, "198.51.100.8"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
    }

    @Test
    void staff_replace_the_code_of_a_slip_until_it_is_claimed() {
        JsonPath renewed = desk.command(ticket, "claim-code").jsonPath();

        desk.claim(code).then().statusCode(404);
        desk.claim(WalkInDesk.codeIn(renewed)).then().statusCode(200);
        assertAlreadyClaimed(ticket);
    }

    @Test
    void staff_get_no_code_of_a_ticket_that_a_customer_took() {
        assertAlreadyClaimed(office.takeTicket(service).getString("id"));
    }

    @Test
    void a_holder_takes_the_ticket_along_to_another_device_as_often_as_they_like() {
        JsonPath browser = office.takeTicket(service);
        String id = browser.getString("id");
        String token = browser.getString("token");
        JsonPath first = desk.asHolder(token, id, "claim-code").jsonPath();
        JsonPath second = desk.asHolder(token, id, "claim-code").jsonPath();

        desk.claim(WalkInDesk.codeIn(first)).then().statusCode(404);
        JsonPath app = desk.claim(WalkInDesk.codeIn(second)).jsonPath();

        for (String each : List.of(token, app.getString("token"))) {
            desk.asHolder(each, id, "confirm").then().statusCode(200);
        }
        assertAlreadyClaimed(id);
        JsonPath third = desk.asHolder(app.getString("token"), id, "claim-code").jsonPath();
        assertAlreadyClaimed(id);
        desk.claim(WalkInDesk.codeIn(third)).then().statusCode(200);
    }

    @Test
    void a_repeated_request_for_a_code_answers_the_same_code() {
        String key = UUID.randomUUID().toString();
        String path = "/api/tickets/" + ticket + "/claim-code";
        JsonPath first = desk.staff().header("Idempotency-Key", key).post(path).jsonPath();
        JsonPath second = desk.staff().header("Idempotency-Key", key).post(path).jsonPath();

        assertThat(second.getMap("$")).isEqualTo(first.getMap("$"));
        desk.claim(WalkInDesk.codeIn(second)).then().statusCode(200);
    }

    @Test
    void an_ended_ticket_gets_no_code_any_more() {
        desk.command(ticket, "cancel");

        desk.command(ticket, "claim-code")
                .then()
                .statusCode(409)
                .body("code", equalTo("illegal-transition"))
                .body("ticket.status", equalTo("CANCELLED"));
    }

    @Test
    void who_guesses_waits_and_others_do_not() {
        String guesser = "198.51.100.9";
        for (int i = 0; i < 30; i++) {
            desk.claim("guess-" + i, UUID.randomUUID().toString(), guesser).then().statusCode(404);
        }

        Response refused = desk.claim(code, UUID.randomUUID().toString(), guesser);

        refused.then().statusCode(429).body("code", equalTo("too-many-claims"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        desk.claim(code).then().statusCode(200);
    }

    private void assertAlreadyClaimed(String id) {
        desk.command(id, "claim-code")
                .then()
                .statusCode(409)
                .body("code", equalTo("already-claimed"));
    }

    private static List<Response> inParallel(Callable<Response> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : threads.invokeAll(Collections.nCopies(8, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
