package dev.nextup.ticket.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.Demo;
import dev.nextup.ticket.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Streams hear at once of what no ticket's event tells; the look every 30 seconds comes too late.
 */
@QuarkusTest
class ServiceBellTest {

    @TestHTTPResource URI server;
    @Inject Pool pool;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<EventStream> opened = new ArrayList<>();
    private Demo demo;
    private String queue;
    private String department;

    @BeforeEach
    void emptyQueue() {
        demo = Demo.load();
        demo.drain("BLD");
        queue = demo.service("BLD");
        department = demo.department("Permits");
    }

    @AfterEach
    void closeAllAndOpenTheQueue() {
        opened.forEach(EventStream::close);
        demo.asClerk().post("/api/queues/" + queue + "/open").then().statusCode(200);
    }

    @Test
    void a_closing_and_an_opening_are_told_to_the_service_and_its_department() throws Exception {
        EventStream service = open("/api/queues/" + queue + "/events", clerk());
        EventStream all = open("/api/queues/" + department + "/events", clerk());

        demo.asClerk().post("/api/queues/" + queue + "/close").then().statusCode(200);
        service.next(data -> !data.path("open").asBoolean());
        all.next(data -> !data.path("open").asBoolean());

        demo.asClerk().post("/api/queues/" + queue + "/open").then().statusCode(200);
        service.next(data -> data.path("open").asBoolean());
    }

    @Test
    void what_another_replica_commits_is_told_here_too() throws Exception {
        EventStream service = open("/api/queues/" + queue + "/events", clerk());

        // As another replica would: nothing of this process takes part.
        pool.preparedQuery("UPDATE service SET opening_hours = '{}' WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(queue)));
        service.next(data -> !data.path("open").asBoolean());

        pool.preparedQuery("UPDATE service SET opening_hours = NULL WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(queue)));
        service.next(data -> data.path("open").asBoolean());
    }

    @Test
    void a_reset_that_archives_clears_the_board() throws Exception {
        demo.takeTicket("BLD");
        String called =
                demo.asClerk()
                        .post("/api/queues/" + queue + "/call-next")
                        .jsonPath()
                        .getString("id");
        demo.asClerk().post("/api/tickets/" + called + "/complete").then().statusCode(200);
        EventStream board = open("/api/queues/" + queue + "/board/events", "");

        RestAssured.given()
                .auth()
                .oauth2(TestTokens.staff(demo.organizationId, "manager"))
                .contentType("application/json")
                .body("{\"cleanup\":true}")
                .post("/api/queues/" + queue + "/reset")
                .then()
                .statusCode(200);

        assertThat(board.next(data -> data.path("recent").isEmpty()).name()).isEqualTo("change");
    }

    @Test
    void a_customer_who_says_i_am_here_is_seen_by_staff_at_once() throws Exception {
        JsonPath ticket = demo.takeTicket("BLD");
        EventStream staff = open("/api/queues/" + queue + "/events", clerk());

        RestAssured.given()
                .auth()
                .oauth2(ticket.getString("token"))
                .post("/api/tickets/" + ticket.getString("id") + "/confirm")
                .then()
                .statusCode(200);

        staff.next(data -> data.at("/waiting/0/confirmedAt").isTextual());
        demo.drain("BLD");
    }

    private String clerk() {
        return TestTokens.staff(demo.organizationId, "employee");
    }

    /** A stream whose snapshot has been read. */
    private EventStream open(String path, String token) throws InterruptedException {
        EventStream stream = EventStream.open(http, server.resolve(path), token);
        opened.add(stream);
        stream.next();
        return stream;
    }
}
