package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TakeTicketTest {

    @Inject Pool pool;

    private Demo demo;

    @BeforeEach
    void emptyQueue() {
        demo = Demo.load();
        demo.drain("IDC");
    }

    @Test
    void numbers_and_positions_count_up() {
        JsonPath first = demo.takeTicket("IDC");
        JsonPath second = demo.takeTicket("IDC");

        assertThat(number(second)).isEqualTo(number(first) + 1);
        assertThat(first.getInt("position")).isEqualTo(1);
        assertThat(second.getInt("position")).isEqualTo(2);
        assertThat(second.getInt("ahead")).isEqualTo(1);
        assertThat(first.getLong("version")).isEqualTo(1);
    }

    @Test
    void the_answer_says_where_the_ticket_is_and_its_token_opens_it() {
        Response answer =
                given().contentType("application/json")
                        .body(demo.ticketRequest("IDC"))
                        .post("/api/tickets");
        String id = answer.jsonPath().getString("id");

        answer.then().statusCode(201).header("Location", endsWith("/api/tickets/" + id));
        given().auth()
                .oauth2(answer.jsonPath().getString("token"))
                .get("/api/tickets/" + id)
                .then()
                .statusCode(200)
                .body("number", equalTo(answer.jsonPath().getString("number")));
    }

    @Test
    void a_phone_number_neither_blocks_nor_is_kept() {
        String key = UUID.randomUUID().toString();
        String body =
                demo.ticketRequest("IDC")
                        .replaceFirst("}$", ",\"customerPhone\":\"+962790000000\"}");

        take(key, body)
                .then()
                .statusCode(201)
                .body("warnings", hasSize(1))
                .body("warnings[0]", containsString("ignored"));

        String stored =
                "SELECT (SELECT coalesce(string_agg(t::text, ' '), '') FROM ticket t)"
                        + " || (SELECT string_agg(k::text, ' ') FROM idempotency_key k)"
                        + " || (SELECT coalesce(string_agg(encode(record_value, 'escape'), ' '), '') FROM outbox)";
        assertThat(
                        pool.query(stored)
                                .execute()
                                .await()
                                .indefinitely()
                                .iterator()
                                .next()
                                .getString(0))
                .contains(key)
                .doesNotContain("962790000000");
    }

    @Test
    void the_same_key_and_body_repeat_the_ticket_with_a_working_token() {
        String key = UUID.randomUUID().toString();
        Response first = take(key, demo.ticketRequest("IDC"));
        Response again = take(key, demo.ticketRequest("IDC"));

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
        given().auth()
                .oauth2(again.jsonPath().getString("token"))
                .get("/api/tickets/" + first.jsonPath().getString("id"))
                .then()
                .statusCode(200);
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        String key = UUID.randomUUID().toString();
        take(key, demo.ticketRequest("IDC")).then().statusCode(201);

        take(key, demo.ticketRequest("BLD"))
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        demo.drain("BLD");
    }

    @Test
    void a_key_is_forgotten_after_24_hours_and_a_refused_command_never_takes_one() {
        String key = UUID.randomUUID().toString();
        String unknown =
                demo.ticketRequest("IDC")
                        .replace(demo.service("IDC"), UUID.randomUUID().toString());
        take(key, unknown).then().statusCode(404).body("code", equalTo("unknown-service"));
        String first =
                take(key, demo.ticketRequest("IDC")).then().statusCode(201).extract().path("id");
        pool.preparedQuery(
                        "UPDATE idempotency_key SET created_at = now() - interval '25 hours' WHERE key = $1")
                .execute(Tuple.of(key))
                .await()
                .indefinitely();

        String second =
                take(key, demo.ticketRequest("IDC")).then().statusCode(201).extract().path("id");

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void no_stored_answer_holds_a_token() {
        String key = UUID.randomUUID().toString();
        String token = take(key, demo.ticketRequest("IDC")).jsonPath().getString("token");

        String stored =
                pool.preparedQuery("SELECT answer FROM idempotency_key WHERE key = $1")
                        .execute(Tuple.of(key))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getString(0);

        assertThat(stored).isNotEmpty().doesNotContain(token.substring(0, 20));
    }

    @Test
    void a_closed_service_takes_no_tickets_and_wastes_no_number() {
        JsonPath before = demo.takeTicket("IDC");
        setOpen(false);
        try {
            given().contentType("application/json")
                    .body(demo.ticketRequest("IDC"))
                    .post("/api/tickets")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("queue-closed"));
        } finally {
            setOpen(true);
        }

        assertThat(number(demo.takeTicket("IDC"))).isEqualTo(number(before) + 1);
    }

    @Test
    void of_many_who_come_at_once_for_the_last_place_of_the_day_one_gets_it() throws Exception {
        demo.takeTicket("IDC");
        limit(placesTaken() + 1);
        try {
            List<Callable<Response>> joins =
                    Collections.nCopies(12, () -> take(UUID.randomUUID().toString(), idCards()));

            List<Response> answers = TicketDesk.inParallel(joins);

            List<Response> issued = answers.stream().filter(a -> a.statusCode() == 201).toList();
            assertThat(issued).hasSize(1);
            assertThat(answers)
                    .filteredOn(a -> a.statusCode() != 201)
                    .allSatisfy(a -> a.then().statusCode(409).body("code", equalTo("queue-full")));
            JsonPath last = issued.get(0).jsonPath();
            given().auth()
                    .oauth2(last.getString("token"))
                    .post("/api/tickets/" + last.getString("id") + "/cancel")
                    .then()
                    .statusCode(200);
            assertThat(number(demo.takeTicket("IDC"))).isEqualTo(number(last) + 1);
        } finally {
            limit(null);
        }
    }

    @Test
    void a_service_of_another_organisation_is_unknown() {
        String body =
                demo.ticketRequest("IDC")
                        .replace(demo.organizationId.toString(), UUID.randomUUID().toString());

        given().contentType("application/json")
                .body(body)
                .post("/api/tickets")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-service"));
    }

    private String idCards() {
        return demo.ticketRequest("IDC");
    }

    private void limit(Integer capacityPerDay) {
        pool.preparedQuery("UPDATE service SET capacity_per_day = $1 WHERE id = $2")
                .execute(Tuple.of(capacityPerDay, UUID.fromString(demo.service("IDC"))))
                .await()
                .indefinitely();
    }

    private int placesTaken() {
        return pool.preparedQuery(
                        "SELECT count(*) FROM ticket WHERE issuing_service_id = $1 AND status <> 'CANCELLED'"
                                + " AND service_day = (SELECT max(service_day) FROM ticket WHERE issuing_service_id = $1)")
                .execute(Tuple.of(UUID.fromString(demo.service("IDC"))))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getInteger(0);
    }

    private void setOpen(boolean open) {
        pool.preparedQuery("UPDATE service SET open = $1 WHERE id = $2")
                .execute(Tuple.of(open, UUID.fromString(demo.service("IDC"))))
                .await()
                .indefinitely();
    }

    private static Response take(String key, String body) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/tickets");
    }

    private static int number(JsonPath ticket) {
        return Integer.parseInt(ticket.getString("number").substring(4));
    }
}
