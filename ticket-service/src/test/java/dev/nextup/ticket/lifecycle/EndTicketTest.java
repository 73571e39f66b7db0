package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EndTicketTest {

    @Inject Pool pool;

    private Demo demo;
    private String ticket;

    @BeforeEach
    void callATicket() {
        demo = Demo.load();
        demo.drain("BLD");
        ticket = demo.takeTicket("BLD").getString("id");
        demo.asClerk()
                .post("/api/queues/" + demo.service("BLD") + "/call-next")
                .then()
                .body("id", equalTo(ticket));
    }

    @Test
    void a_called_ticket_is_completed_once_and_the_second_attempt_shows_it() {
        demo.asClerk()
                .post("/api/tickets/" + ticket + "/complete")
                .then()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"))
                .body("completedAt", notNullValue())
                .body("version", equalTo(3));

        demo.asClerk()
                .post("/api/tickets/" + ticket + "/complete")
                .then()
                .statusCode(409)
                .body("code", equalTo("illegal-transition"))
                .body("ticket.id", equalTo(ticket))
                .body("ticket.status", equalTo("COMPLETED"));
    }

    @Test
    void a_skipped_ticket_is_listed_as_missed() {
        demo.asClerk()
                .post("/api/tickets/" + ticket + "/skip")
                .then()
                .statusCode(200)
                .body("status", equalTo("NO_SHOW"));

        demo.asClerk()
                .get("/api/queues/" + demo.service("BLD"))
                .then()
                .statusCode(200)
                .body("missed.find { it.id == '" + ticket + "' }.status", equalTo("NO_SHOW"));
    }

    @Test
    void a_completed_ticket_is_listed_while_it_can_be_taken_back() {
        String done = "done.find { it.id == '" + ticket + "' }";
        demo.asClerk().post("/api/tickets/" + ticket + "/complete").then().statusCode(200);

        JsonPath listed = queue();
        assertThat(listed.getString(done + ".status")).isEqualTo("COMPLETED");
        assertThat(Instant.parse(listed.getString(done + ".restorableUntil")))
                .isEqualTo(
                        Instant.parse(listed.getString(done + ".completedAt"))
                                .plus(Duration.ofMinutes(10)));

        pool.preparedQuery(
                        "UPDATE ticket SET completed_at = now() - interval '601 seconds' WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(ticket)));
        assertThat(queue().getString(done)).isNull();
    }

    @Test
    void what_was_taken_back_is_listed_as_waiting_only() {
        demo.asClerk().post("/api/tickets/" + ticket + "/complete").then().statusCode(200);

        demo.asClerk()
                .contentType("application/json")
                .body("{\"place\":\"FIRST\"}")
                .post("/api/tickets/" + ticket + "/requeue")
                .then()
                .statusCode(200);

        assertThat(queue().getList("done.id")).doesNotContain(ticket);
        assertThat(queue().getString("waiting[0].id")).isEqualTo(ticket);
        assertThat(queue().getString("waiting[0].restorableUntil")).isNull();
        demo.drain("BLD");
    }

    private JsonPath queue() {
        return demo.asClerk().get("/api/queues/" + demo.service("BLD")).jsonPath();
    }

    @Test
    void a_decision_on_an_old_version_is_refused_and_shows_the_ticket() {
        demo.asClerk()
                .header("If-Match", "\"1\"")
                .post("/api/tickets/" + ticket + "/skip")
                .then()
                .statusCode(409)
                .body("code", equalTo("stale-version"))
                .body("ticket.version", equalTo(2));
        demo.asClerk()
                .header("If-Match", "2")
                .post("/api/tickets/" + ticket + "/skip")
                .then()
                .statusCode(200);
    }
}
