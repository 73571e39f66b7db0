package dev.nextup.ticket.queue;

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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Priority class, then place: lists, positions, "almost" and call-next know one order only. */
@QuarkusTest
class PriorityTest {

    @Inject Pool pool;

    private OtherOrganization office;
    private String department;
    private String service;

    @BeforeEach
    void furnish() {
        office = OtherOrganization.create(pool);
        department = office.department(office.branch());
        service = office.service(department, "PAS");
    }

    @Test
    void the_list_the_positions_and_the_calls_have_one_order() {
        String ordinary = office.takeTicket(service).getString("id");
        String later = walkIn(service, 0);
        String first = walkIn(service, 2);
        String second = walkIn(service, 2);
        String urgent = walkIn(service, 9);
        List<String> expected = List.of(urgent, first, second, ordinary, later);

        queue(service)
                .then()
                .body("waiting.id", equalTo(expected))
                .body("waiting.position", equalTo(List.of(1, 2, 3, 4, 5)))
                .body("waiting.priority", equalTo(List.of(9, 2, 2, 0, 0)));
        assertThat(expected).extracting(this::position).containsExactly(1, 2, 3, 4, 5);
        assertThat(called(service)).isEqualTo(expected);
    }

    @Test
    void a_department_and_its_counters_go_by_the_class_over_all_services() {
        String other = office.service(department, "LIC");
        String ordinary = office.takeTicket(service).getString("id");
        String urgent = walkIn(other, 5);
        String urgentToo = walkIn(service, 5);

        queue(department).then().body("waiting.id", equalTo(List.of(urgent, urgentToo, ordinary)));
        assertThat(called(department)).containsExactly(urgent, urgentToo, ordinary);
    }

    @Test
    void who_is_next_is_told_by_the_same_order() {
        String called = office.takeTicket(service).getString("id");
        String ordinary = office.takeTicket(service).getString("id");
        String urgent = walkIn(service, 1);
        assertThat(told(urgent)).isEqualTo("near next");

        command(called, "skip");

        assertThat(told(ordinary)).isEqualTo("near");
        assertThat(position(ordinary)).isEqualTo(2);
        command(urgent, "call");
        assertThat(told(ordinary)).isEqualTo("near next");
    }

    @Test
    void the_first_and_the_delayed_stay_within_their_class() {
        String urgent = walkIn(service, 3);
        String ordinary = office.takeTicket(service).getString("id");
        String last = office.takeTicket(service).getString("id");

        command(last, "hold");
        office.as("employee")
                .body("{\"place\":\"FIRST\"}")
                .post("/api/tickets/" + last + "/requeue")
                .then()
                .statusCode(200)
                .body("position", equalTo(2));
        office.as("employee")
                .body("{\"places\":10}")
                .post("/api/tickets/" + urgent + "/delay")
                .then()
                .statusCode(200)
                .body("position", equalTo(1));
        assertThat(called(service)).containsExactly(urgent, last, ordinary);
    }

    @Test
    void the_board_shows_the_calls_in_the_order_they_were_made() {
        String ordinary = office.takeTicket(service).getString("number");
        walkIn(service, 1);
        JsonPath first = callNext(service).jsonPath();
        callNext(service).then().body("number", equalTo(ordinary));

        given().get("/api/queues/" + service + "/board")
                .then()
                .body("serving.number", equalTo(List.of(ordinary, first.getString("number"))))
                .body("waiting", equalTo(0));
    }

    private String walkIn(String queue, int priority) {
        return office.as("employee")
                .body("{\"priority\":" + priority + "}")
                .post("/api/queues/" + queue + "/tickets")
                .then()
                .statusCode(201)
                .body("priority", equalTo(priority))
                .extract()
                .path("id");
    }

    private List<String> called(String queue) {
        List<String> ids = new ArrayList<>();
        Response answer = callNext(queue);
        while (answer.statusCode() == 200) {
            ids.add(answer.path("id"));
            answer = callNext(queue);
        }
        return ids;
    }

    private Response callNext(String queue) {
        return office.as("employee").post("/api/queues/" + queue + "/call-next");
    }

    private void command(String ticket, String command) {
        office.as("employee").post("/api/tickets/" + ticket + "/" + command).then().statusCode(200);
    }

    private Response queue(String id) {
        return office.as("employee").get("/api/queues/" + id);
    }

    private int position(String ticket) {
        return office.as("employee").get("/api/tickets/" + ticket).path("position");
    }

    /** What the holder has been told of the approach. */
    private String told(String ticket) {
        return pool.preparedQuery(
                        "SELECT concat_ws(' ', CASE WHEN told_near THEN 'near' END,"
                                + " CASE WHEN told_next THEN 'next' END) FROM ticket WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(ticket)))
                .iterator()
                .next()
                .getString(0);
    }
}
