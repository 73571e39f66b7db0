package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TicketArchiveTest {

    @Inject Pool pool;
    @Inject Clock clock;

    private OtherOrganization office;
    private String queue;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
        queue = office.service(office.department(office.branch()), "AAA");
    }

    @Test
    void what_ended_over_24_hours_ago_is_archived_and_nothing_else() {
        ManyTickets old = new ManyTickets(pool, queue);
        old.add(3, "COMPLETED", LocalDate.now(ZoneId.of("Europe/Vienna")).minusDays(2));
        old.add(2, "CANCELLED", LocalDate.now(ZoneId.of("Europe/Vienna")).minusDays(3));
        String fresh = take();
        command(fresh, "cancel");
        take();

        cleanup().then().statusCode(200).body("archived", equalTo(5));

        assertThat(archived()).isEqualTo(5);
        cleanup().then().body("archived", equalTo(0));
        office.as("admin")
                .get(office.path("audit"))
                .then()
                .body("action.findAll { it == 'queue-cleaned-up' }.size()", equalTo(1));
    }

    @Test
    void the_24_hours_begin_with_the_end_and_not_with_the_arrival() {
        String id = take();
        pool.preparedQuery("UPDATE ticket SET created_at = now() - interval '3 days' WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(id)));
        command(id, "cancel").then().statusCode(200);

        assertThat(archivedIn(Duration.ofHours(23))).isZero();
        assertThat(archivedIn(Duration.ofHours(25))).isEqualTo(1);
    }

    @Test
    void more_than_one_batch_is_archived_by_one_request() {
        new ManyTickets(pool, queue)
                .add(5_001, "CANCELLED", LocalDate.now(ZoneId.of("Europe/Vienna")).minusDays(3));

        cleanup().then().body("archived", equalTo(5_001));

        new ManyTickets(pool, queue).remove();
    }

    /** As if it were asked so much later. */
    private int archivedIn(Duration later) {
        return new TicketArchive(Clock.offset(clock, later))
                .old(pool, new UUID[] {UUID.fromString(queue)})
                .await()
                .indefinitely();
    }

    private Response cleanup() {
        return office.as("employee").post("/api/queues/" + queue + "/cleanup");
    }

    private Response command(String id, String command) {
        return office.as("employee").post("/api/tickets/" + id + "/" + command);
    }

    private String take() {
        return office.as("employee")
                .body(
                        "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                                .formatted(office.id(), queue))
                .post("/api/tickets")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private long archived() {
        return pool.preparedQuery(
                        "SELECT count(*) FROM ticket WHERE service_id = $1 AND archived_at IS NOT NULL")
                .executeAndAwait(Tuple.of(UUID.fromString(queue)))
                .iterator()
                .next()
                .getLong(0);
    }
}
