package dev.nextup.ticket.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What staff see of a queue besides those who wait: what was done last, and the services it is made
 * of.
 */
@QuarkusTest
class QueueListsTest {

    @Inject Pool pool;

    private OtherOrganization office;
    private String department;
    private String first;
    private String second;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
        department = office.department(office.branch());
        first = office.service(department, "AAA");
        second = office.service(department, "BBB");
    }

    @Test
    void what_was_completed_last_comes_first_until_it_is_brought_back_or_archived() {
        String early = served(first);
        String late = served(second);
        String cancelled = office.takeTicket(first).getString("id");
        post("/api/tickets/" + cancelled + "/cancel", "{}");

        JsonPath queue = queue(department);
        assertThat(queue.getList("done.id")).containsExactly(late, early);
        assertThat(Instant.parse(queue.getString("done[0].completedAt")))
                .isAfter(Instant.parse(queue.getString("done[1].completedAt")));
        assertThat(queue(first).getList("done.id")).containsExactly(early);

        post("/api/tickets/" + late + "/requeue", "{\"place\":\"FIRST\"}");
        assertThat(queue(department).getList("done.id")).containsExactly(early);
        office.as("manager")
                .body("{\"cleanup\":true}")
                .post("/api/queues/" + department + "/reset")
                .then()
                .statusCode(200);
        assertThat(queue(department).getList("done.id")).isEmpty();
    }

    @Test
    void each_service_says_whether_it_takes_tickets() {
        post("/api/queues/" + second + "/close", "{}");

        JsonPath queue = queue(department);
        assertThat(queue.getList("services.name")).containsExactly("Service AAA", "Service BBB");
        assertThat(queue.getList("services.open")).containsExactly(true, false);
        assertThat(queue.getBoolean("open")).isTrue();
        assertThat(queue(second).getList("services.id")).containsExactly(second);
        assertThat(queue(second).getBoolean("open")).isFalse();
    }

    private String served(String service) {
        String id = office.takeTicket(service).getString("id");
        post("/api/tickets/" + id + "/call", "{}");
        post("/api/tickets/" + id + "/complete", "{}");
        return id;
    }

    private void post(String path, String body) {
        office.as("employee").body(body).post(path).then().statusCode(200);
    }

    private JsonPath queue(String id) {
        return office.as("employee")
                .get("/api/queues/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
