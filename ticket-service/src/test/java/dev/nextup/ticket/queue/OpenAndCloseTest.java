package dev.nextup.ticket.queue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.nextup.ticket.BlockedStatements;
import dev.nextup.ticket.Demo;
import dev.nextup.ticket.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenAndCloseTest {

    private static final String OPEN =
            "SELECT count(*) FILTER (WHERE open), count(*) FROM service WHERE department_id = $1";

    @Inject Pool pool;

    private Demo demo;
    private String department;

    @BeforeEach
    void emptyQueues() {
        demo = Demo.load();
        department = demo.department("Citizen Services");
        demo.drain("GEN");
        demo.drain("IDC");
    }

    @AfterEach
    void openAgain() {
        command(department, "open").then().statusCode(200);
    }

    @Test
    void a_closed_queue_takes_no_tickets_and_serves_the_rest() {
        String waiting = demo.takeTicket("GEN").getString("number");

        command(demo.service("GEN"), "close")
                .then()
                .statusCode(200)
                .body("open", equalTo(false))
                .body("waiting.number", hasItem(waiting));

        take("GEN").then().statusCode(409).body("code", equalTo("queue-closed"));
        command(demo.service("GEN"), "call-next")
                .then()
                .statusCode(200)
                .body("number", equalTo(waiting));
        take("IDC").then().statusCode(201);
    }

    @Test
    void an_opened_queue_takes_tickets_again() {
        command(demo.service("GEN"), "close");

        command(demo.service("GEN"), "open").then().statusCode(200).body("open", equalTo(true));

        take("GEN").then().statusCode(201);
    }

    @Test
    void a_department_closes_with_all_its_services() {
        command(department, "close").then().statusCode(200).body("open", equalTo(false));

        take("GEN").then().statusCode(409);
        take("IDC").then().statusCode(409);
        assertThat(openServices()).isZero();
    }

    @Test
    void closing_twice_is_closing_once_and_is_written_down_once() {
        long before = audited("service-closed");

        command(demo.service("GEN"), "close").then().statusCode(200);
        command(demo.service("GEN"), "close").then().statusCode(200);

        assertThat(audited("service-closed")).isEqualTo(before + 1);
    }

    @Test
    void a_ticket_under_way_while_the_queue_is_being_closed_is_not_issued() throws Exception {
        SqlConnection closing = pool.getConnectionAndAwait();
        try {
            Transaction transaction = closing.beginAndAwait();
            closing.preparedQuery("SELECT 1 FROM service WHERE id = $1 FOR UPDATE")
                    .executeAndAwait(Tuple.of(UUID.fromString(demo.service("GEN"))));
            CompletableFuture<Response> underWay = CompletableFuture.supplyAsync(() -> take("GEN"));
            BlockedStatements.await(pool, "WITH issued");
            closing.preparedQuery("UPDATE service SET open = false WHERE id = $1")
                    .executeAndAwait(Tuple.of(UUID.fromString(demo.service("GEN"))));
            transaction.commitAndAwait();

            underWay.get().then().statusCode(409).body("code", equalTo("queue-closed"));
        } finally {
            closing.closeAndAwait();
        }
    }

    @Test
    void another_organisation_and_a_customer_close_nothing() {
        String path = "/api/queues/" + demo.service("GEN") + "/close";
        String ticket = demo.takeTicket("GEN").getString("token");

        given().auth()
                .oauth2(TestTokens.staff(UUID.randomUUID(), "admin"))
                .post(path)
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-queue"));
        given().auth().oauth2(ticket).post(path).then().statusCode(403);
        assertThat(openServices()).isEqualTo(2);
    }

    private Response command(String queue, String command) {
        return demo.asClerk().post("/api/queues/" + queue + "/" + command);
    }

    private Response take(String prefix) {
        return given().contentType("application/json")
                .body(demo.ticketRequest(prefix))
                .post("/api/tickets");
    }

    private long openServices() {
        return pool.preparedQuery(OPEN)
                .executeAndAwait(Tuple.of(UUID.fromString(department)))
                .iterator()
                .next()
                .getLong(0);
    }

    private long audited(String action) {
        return pool.preparedQuery(
                        "SELECT count(*) FROM management_audit WHERE action = $1 AND target_id = $2")
                .executeAndAwait(Tuple.of(action, UUID.fromString(demo.service("GEN"))))
                .iterator()
                .next()
                .getLong(0);
    }
}
