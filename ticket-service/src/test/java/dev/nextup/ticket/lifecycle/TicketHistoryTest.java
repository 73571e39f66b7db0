package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TicketHistoryTest {

    @Inject Pool pool;

    private Demo demo;
    private TicketDesk desk;
    private JsonPath ticket;
    private String id;

    @BeforeEach
    void takeATicket() {
        demo = Demo.load();
        desk = new TicketDesk(demo);
        demo.drain("BLD");
        ticket = demo.takeTicket("BLD");
        id = ticket.getString("id");
    }

    @Test
    void every_change_is_told_with_its_command_actor_and_version() {
        desk.holder(ticket, "confirm", "{}");
        demo.asClerk().post("/api/queues/" + demo.service("BLD") + "/call-next");
        desk.staff(id, "recall");
        desk.staff(id, "complete");

        JsonPath history = history();

        assertThat(history.getList("transitions.command"))
                .containsExactly("take", "confirm", "call-next", "recall", "complete");
        assertThat(history.getList("transitions.from"))
                .containsExactly(null, "WAITING", "WAITING", "CALLED", "CALLED");
        assertThat(history.getList("transitions.to"))
                .containsExactly("WAITING", "WAITING", "CALLED", "CALLED", "COMPLETED");
        assertThat(history.getList("transitions.actor.kind"))
                .containsExactly("customer", "customer", "staff", "staff", "staff");
        assertThat(history.getList("transitions.version")).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void what_leaves_a_counter_is_told_with_that_counter() {
        String counter =
                pool.preparedQuery("SELECT id FROM counter WHERE department_id = $1 LIMIT 1")
                        .execute(Tuple.of(UUID.fromString(demo.department("Permits"))))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getUUID(0)
                        .toString();
        demo.asClerk().post("/api/counters/" + counter + "/call-next").then().statusCode(200);
        desk.staff(id, "skip");

        JsonPath history = history();

        assertThat(history.getString("transitions[0].counter")).isNull();
        assertThat(history.getString("transitions[1].counter.id")).isEqualTo(counter);
        assertThat(history.getString("transitions[2].counter.id")).isEqualTo(counter);
        assertThat(history.getString("transitions[2].counter.name")).isNotBlank();
    }

    @Test
    void a_refused_command_leaves_no_trace() {
        desk.staff(id, "serve").then().statusCode(409);

        assertThat(history().getList("transitions")).hasSize(1);
    }

    @Test
    void history_is_never_changed() {
        assertThatThrownBy(
                        () ->
                                pool.preparedQuery(
                                                "UPDATE ticket_transition SET command = 'x'"
                                                        + " WHERE ticket_id = $1")
                                        .execute(Tuple.of(UUID.fromString(id)))
                                        .await()
                                        .indefinitely())
                .hasMessageContaining("never changed");
    }

    @Test
    void the_holder_does_not_read_who_did_what() {
        given().auth()
                .oauth2(ticket.getString("token"))
                .get("/api/tickets/" + id + "/history")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    private JsonPath history() {
        return demo.asClerk()
                .get("/api/tickets/" + id + "/history")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
