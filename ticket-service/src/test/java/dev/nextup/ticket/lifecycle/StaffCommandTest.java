package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StaffCommandTest {

    private static final String FIRST = "{\"place\":\"FIRST\"}";
    private static final String LAST = "{\"place\":\"LAST\"}";

    @Inject Pool pool;

    private Demo demo;
    private TicketDesk desk;
    private String a;
    private String b;
    private String c;

    @BeforeEach
    void threeWait() {
        demo = Demo.load();
        desk = new TicketDesk(demo);
        demo.drain("BLD");
        a = demo.takeTicket("BLD").getString("id");
        b = demo.takeTicket("BLD").getString("id");
        c = demo.takeTicket("BLD").getString("id");
    }

    @AfterEach
    void nobodyWaits() {
        demo.drain("BLD");
        demo.drain("GEN");
    }

    @Test
    void a_ticket_is_called_out_of_turn_and_again_after_it_was_missed_or_held() {
        desk.staff(b, "call").then().statusCode(200).body("status", equalTo("CALLED"));
        desk.staff(b, "skip").then().statusCode(200);
        desk.staff(b, "call").then().statusCode(200).body("callCount", equalTo(2));
        desk.staff(b, "hold").then().statusCode(200).body("status", equalTo("HELD"));
        desk.staff(b, "call").then().statusCode(200).body("callCount", equalTo(3));

        assertThat(desk.waiting("BLD")).containsExactly(a, c);
    }

    @Test
    void a_busy_counter_refuses_a_call_and_completes_nothing() {
        String toCounter = "{\"counterId\":\"" + counter("Permits") + "\"}";
        demo.asClerk().post("/api/counters/" + counter("Permits") + "/call-next");

        desk.staff(b, "call", toCounter)
                .then()
                .statusCode(409)
                .body("code", equalTo("counter-busy"))
                .body("ticket.id", equalTo(b))
                .body("ticket.status", equalTo("WAITING"));
        assertThat(desk.read(a).getString("status")).isEqualTo("CALLED");

        desk.staff(a, "complete").then().statusCode(200);
        desk.staff(b, "call", toCounter)
                .then()
                .statusCode(200)
                .body("counter.id", equalTo(counter("Permits")));
    }

    @Test
    void a_counter_of_another_department_is_unknown() {
        desk.staff(a, "call", "{\"counterId\":\"" + counter("Citizen Services") + "\"}")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-counter"));
    }

    @Test
    void a_recall_is_a_call_with_its_own_id_and_the_same_key_repeats_it() {
        UUID key = UUID.randomUUID();
        desk.staff(a, "call");

        desk.withKey(a, "recall", key).then().statusCode(200).body("callCount", equalTo(2));
        desk.withKey(a, "recall", key).then().statusCode(200).body("callCount", equalTo(2));

        List<JsonNode> events = PublishedEvents.of(a, 3);
        assertThat(PublishedEvents.types(events)).containsExactly("created", "called", "called");
        assertThat(events.get(2).at("/data/callCount").asInt()).isEqualTo(2);
        assertThat(events.get(2).at("/data/callId")).isNotEqualTo(events.get(1).at("/data/callId"));
    }

    @Test
    void a_ticket_is_served_and_completed_and_a_waiting_one_is_not() {
        desk.staff(a, "serve").then().statusCode(409).body("code", equalTo("illegal-transition"));
        desk.staff(a, "call");
        desk.staff(a, "serve").then().statusCode(200).body("status", equalTo("SERVING"));
        desk.staff(a, "complete").then().statusCode(200).body("status", equalTo("COMPLETED"));

        assertThat(PublishedEvents.types(PublishedEvents.of(a, 4)))
                .containsExactly("created", "called", "serving", "completed");
    }

    @Test
    void requeued_tickets_become_the_first_or_the_last() {
        desk.staff(a, "skip");
        desk.staff(b, "hold");

        desk.staff(b, "requeue", LAST).then().statusCode(200).body("position", equalTo(2));
        desk.staff(a, "requeue", LAST).then().statusCode(200).body("position", equalTo(3));
        assertThat(desk.waiting("BLD")).containsExactly(c, b, a);

        desk.staff(a, "call");
        desk.staff(a, "requeue", FIRST).then().statusCode(200).body("position", equalTo(1));
        assertThat(desk.waiting("BLD")).containsExactly(a, c, b);
        JsonNode last = PublishedEvents.of(a, 5).get(4);
        assertThat(last.at("/data/place").asText()).isEqualTo("FIRST");
        assertThat(last.at("/data/position").asInt()).isEqualTo(1);
    }

    @Test
    void the_first_of_several_is_the_one_put_first_last() {
        for (String ticket : List.of(b, c)) {
            desk.staff(ticket, "hold");
            desk.staff(ticket, "requeue", FIRST);
        }

        assertThat(desk.waiting("BLD")).containsExactly(c, b, a);
    }

    @Test
    void a_completion_is_taken_back_within_ten_minutes_and_not_later() {
        desk.staff(a, "call");
        desk.staff(a, "complete");
        desk.staff(a, "requeue", FIRST)
                .then()
                .statusCode(200)
                .body("status", equalTo("WAITING"))
                .body("completedAt", nullValue());

        desk.staff(a, "call");
        desk.staff(a, "complete");
        pool.preparedQuery(
                        "UPDATE ticket SET completed_at = now() - interval '601 seconds' WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(a)))
                .await()
                .indefinitely();
        desk.staff(a, "requeue", FIRST)
                .then()
                .statusCode(409)
                .body("code", equalTo("illegal-transition"))
                .body("ticket.status", equalTo("COMPLETED"));
    }

    @Test
    void a_transferred_ticket_keeps_number_and_arrival_at_the_other_service() {
        demo.drain("GEN");
        String later = demo.takeTicket("GEN").getString("id");
        String number = desk.read(a).getString("number");

        desk.staff(a, "transfer", to(demo.service("GEN")))
                .then()
                .statusCode(200)
                .body("number", equalTo(number))
                .body("serviceId", equalTo(demo.service("GEN")))
                .body("position", equalTo(1));

        assertThat(desk.waiting("GEN")).containsExactly(a, later);
        JsonNode event = PublishedEvents.of(a, 2).get(1);
        assertThat(event.get("type").asText()).isEqualTo("dev.nextup.ticket.transferred.v1");
        assertThat(event.at("/data/fromServiceId").asText()).isEqualTo(demo.service("BLD"));
        assertThat(event.at("/data/serviceId").asText()).isEqualTo(demo.service("GEN"));
    }

    @Test
    void a_ticket_is_not_transferred_to_where_it_is_nor_to_nowhere() {
        desk.staff(a, "transfer", to(demo.service("BLD")))
                .then()
                .statusCode(422)
                .body("code", equalTo("transfer-not-possible"));
        desk.staff(a, "transfer", to(UUID.randomUUID().toString()))
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-service"));
        assertThat(desk.read(a).getLong("version")).isEqualTo(1);
    }

    @Test
    void a_ticket_cancelled_by_staff_says_so() {
        desk.staff(a, "cancel").then().statusCode(200).body("status", equalTo("CANCELLED"));

        assertThat(PublishedEvents.of(a, 2).get(1).at("/data/reason").asText()).isEqualTo("staff");
    }

    private static String to(String service) {
        return "{\"serviceId\":\"" + service + "\"}";
    }

    private String counter(String department) {
        return pool.preparedQuery(
                        "SELECT id FROM counter WHERE department_id = $1 ORDER BY name LIMIT 1")
                .execute(Tuple.of(UUID.fromString(demo.department(department))))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getUUID(0)
                .toString();
    }
}
