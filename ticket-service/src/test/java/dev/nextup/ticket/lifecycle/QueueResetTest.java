package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.ticket.Demo;
import dev.nextup.ticket.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QueueResetTest {

    private static final String LAST_AUDIT =
            "SELECT actor, after FROM management_audit WHERE action = $1 AND target_id = $2 ORDER BY id DESC";

    @Inject Pool pool;

    private Demo demo;
    private TicketDesk desk;
    private String queue;
    private String manager;

    @BeforeEach
    void emptyQueues() {
        demo = Demo.load();
        desk = new TicketDesk(demo);
        queue = demo.service("GEN");
        manager = TestTokens.staff(demo.organizationId, "manager");
        reset(demo.department("Citizen Services"), true).then().statusCode(200);
    }

    @Test
    void who_waits_is_called_or_held_is_cancelled_and_nobody_else() {
        JsonPath waiting = demo.takeTicket("GEN");
        String called = take("call");
        String held = take("hold");
        String served = take("call", "serve");
        String missed = take("skip");
        String completed = take("call", "complete");
        String elsewhere = demo.takeTicket("IDC").getString("id");

        reset(queue, false)
                .then()
                .statusCode(200)
                .body("cancelled", equalTo(3))
                .body("archived", equalTo(0));

        assertThat(List.of(waiting.getString("id"), called, held))
                .allSatisfy(id -> assertThat(status(id)).isEqualTo("CANCELLED"));
        assertThat(List.of(served, missed, completed, elsewhere))
                .extracting(this::status)
                .containsExactly("SERVING", "NO_SHOW", "COMPLETED", "WAITING");
        desk.holder(waiting, "confirm", "{}").then().statusCode(409);
    }

    @Test
    void each_holder_is_told_and_the_history_says_who_did_it() {
        JsonPath ticket = demo.takeTicket("GEN");
        String id = ticket.getString("id");

        reset(queue, false);

        List<JsonNode> events = PublishedEvents.of(id, 2);
        JsonNode last = events.get(events.size() - 1);
        assertThat(PublishedEvents.types(events)).containsExactly("created", "cancelled");
        assertThat(last.at("/data/reason").asText()).isEqualTo("queue-reset");
        assertThat(last.at("/data/status").asText()).isEqualTo("CANCELLED");
        demo.asClerk()
                .get("/api/tickets/" + id + "/history")
                .then()
                .body("transitions[1].command", equalTo("reset"))
                .body("transitions[1].from", equalTo("WAITING"))
                .body("transitions[1].to", equalTo("CANCELLED"))
                .body("transitions[1].actor.kind", equalTo("staff"));
    }

    @Test
    void numbers_begin_again_in_a_series_of_their_own() {
        demo.takeTicket("GEN");
        demo.takeTicket("GEN");

        reset(queue, false);

        assertThat(demo.takeTicket("GEN").getString("number")).isEqualTo("GEN-001");
        assertThat(demo.takeTicket("GEN").getString("number")).isEqualTo("GEN-002");
    }

    @Test
    void done_twice_it_is_done_once_and_written_down_once() {
        demo.takeTicket("GEN");
        reset(queue, false).then().body("cancelled", equalTo(1));
        int series = series();
        int written = audited("queue-reset").size();

        reset(queue, false).then().statusCode(200).body("cancelled", equalTo(0));

        assertThat(series()).isEqualTo(series);
        assertThat(audited("queue-reset")).hasSize(written);
        Row row = audited("queue-reset").get(0);
        assertThat(row.getString("actor")).startsWith("member:");
        assertThat(row.getJsonObject("after").getInteger("cancelled")).isEqualTo(1);
    }

    @Test
    void a_retry_with_the_same_key_answers_the_first_and_cancels_nobody_who_came_later() {
        String key = UUID.randomUUID().toString();
        demo.takeTicket("GEN");
        withKey(key, false).then().body("cancelled", equalTo(1));
        String later = demo.takeTicket("GEN").getString("id");

        withKey(key, false).then().statusCode(200).body("cancelled", equalTo(1));
        withKey(key, true).then().statusCode(422).body("code", equalTo("idempotency-key-reused"));

        assertThat(status(later)).isEqualTo("WAITING");
    }

    @Test
    void with_cleanup_what_has_ended_leaves_the_board_and_stays_with_its_holder() {
        JsonPath waiting = demo.takeTicket("GEN");
        String completed = take("call", "complete");
        given().get("/api/queues/" + queue + "/board")
                .then()
                .body("recent.number", equalTo(List.of(desk.read(completed).getString("number"))));

        reset(queue, true).then().body("cancelled", equalTo(1)).body("archived", equalTo(2));

        given().get("/api/queues/" + queue + "/board").then().body("recent", empty());
        given().auth()
                .oauth2(waiting.getString("token"))
                .get("/api/tickets/" + waiting.getString("id"))
                .then()
                .statusCode(200)
                .body("status", equalTo("CANCELLED"));
        assertThat(archived(completed)).isTrue();
    }

    @Test
    void an_archived_ticket_that_is_brought_back_is_in_the_lists_again() {
        String completed = take("call", "complete");
        reset(queue, true);

        desk.staff(completed, "requeue", "{\"place\":\"LAST\"}").then().statusCode(200);

        assertThat(archived(completed)).isFalse();
        assertThat(desk.waiting("GEN")).contains(completed);
    }

    @Test
    void a_department_is_reset_with_all_its_services() {
        demo.takeTicket("GEN");
        demo.takeTicket("IDC");

        reset(demo.department("Citizen Services"), false).then().body("cancelled", equalTo(2));

        assertThat(demo.takeTicket("GEN").getString("number")).isEqualTo("GEN-001");
        assertThat(demo.takeTicket("IDC").getString("number")).isEqualTo("IDC-001");
    }

    @Test
    void employees_and_other_organisations_reset_nothing() {
        String waiting = demo.takeTicket("GEN").getString("id");

        demo.asClerk()
                .post("/api/queues/" + queue + "/reset")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        given().auth()
                .oauth2(TestTokens.staff(UUID.randomUUID(), "admin"))
                .post("/api/queues/" + queue + "/reset")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-queue"));

        assertThat(status(waiting)).isEqualTo("WAITING");
    }

    @Test
    void a_called_ticket_frees_its_counter() {
        String counter =
                pool.preparedQuery("SELECT id FROM counter WHERE department_id = $1 LIMIT 1")
                        .executeAndAwait(
                                Tuple.of(UUID.fromString(demo.department("Citizen Services"))))
                        .iterator()
                        .next()
                        .getUUID(0)
                        .toString();
        String called = demo.takeTicket("GEN").getString("id");
        demo.asClerk().post("/api/counters/" + counter + "/call-next").then().statusCode(200);

        reset(queue, false);

        demo.asClerk()
                .get("/api/tickets/" + called)
                .then()
                .body("counter", nullValue())
                .body("status", equalTo("CANCELLED"));
        demo.asClerk()
                .get("/api/tickets/" + called + "/history")
                .then()
                .body("transitions[2].counter.id", equalTo(counter));
    }

    /** Takes a ticket and has staff do this with it. */
    private String take(String... commands) {
        String id = demo.takeTicket("GEN").getString("id");
        for (String command : commands) {
            desk.staff(id, command).then().statusCode(200);
        }
        return id;
    }

    private String status(String id) {
        return desk.read(id).getString("status");
    }

    private Response reset(String queueId, boolean cleanup) {
        return send(given(), queueId, cleanup);
    }

    private Response withKey(String key, boolean cleanup) {
        return send(given().header("Idempotency-Key", key), queue, cleanup);
    }

    private Response send(RequestSpecification request, String queueId, boolean cleanup) {
        return request.auth()
                .oauth2(manager)
                .contentType("application/json")
                .body("{\"cleanup\":" + cleanup + "}")
                .post("/api/queues/" + queueId + "/reset");
    }

    private boolean archived(String id) {
        return pool.preparedQuery("SELECT archived_at IS NOT NULL FROM ticket WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(id)))
                .iterator()
                .next()
                .getBoolean(0);
    }

    private int series() {
        return pool.preparedQuery(
                        "SELECT series FROM ticket_series WHERE service_id = $1 ORDER BY service_day DESC")
                .executeAndAwait(Tuple.of(UUID.fromString(queue)))
                .iterator()
                .next()
                .getInteger(0);
    }

    private List<Row> audited(String action) {
        return pool
                .preparedQuery(LAST_AUDIT)
                .executeAndAwait(Tuple.of(action, UUID.fromString(queue)))
                .stream()
                .toList();
    }
}
