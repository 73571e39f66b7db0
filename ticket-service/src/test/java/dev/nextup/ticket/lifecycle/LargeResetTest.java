package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.http.Caller;
import dev.nextup.http.Role;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Resets of long queues, and resets under load, in an organisation that is new each time. */
@QuarkusTest
class LargeResetTest {

    private static final Logger LOG = Logger.getLogger(LargeResetTest.class);
    private static final int LONG = 10_000;

    /** Statement by statement it takes minutes; the rest is for builds beside this one. */
    private static final Duration SET_BASED = Duration.ofSeconds(30);

    @Inject Pool pool;
    @Inject TicketResets resets;
    @Inject TicketChanges changes;

    private OtherOrganization office;
    private String department;
    private String here;
    private String there;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
        department = office.department(office.branch());
        here = office.service(department, "AAA");
        there = office.service(department, "BBB");
    }

    @Test
    void ten_thousand_tickets_are_cancelled_by_a_few_statements_and_all_are_told() {
        ManyTickets tickets = new ManyTickets(pool, here);
        tickets.add(LONG, "WAITING", LocalDate.now(ZoneId.of("Europe/Vienna")));
        long told = number("SELECT last_value FROM outbox_id_seq");
        Caller.Staff manager = new Caller.Staff(UUID.randomUUID(), office.id(), Role.MANAGER);
        Instant before = Instant.now();

        TicketResets.Done done =
                changes.transaction(
                                c -> resets.reset(c, new UUID[] {UUID.fromString(here)}, manager))
                        .await()
                        .atMost(Duration.ofMinutes(5));

        Duration took = Duration.between(before, Instant.now());
        LOG.infof("reset of %d tickets took %s", LONG, took);
        assertThat(done.cancelled()).isEqualTo(LONG);
        assertThat(tickets.inState("CANCELLED")).isEqualTo(LONG);
        assertThat(number("SELECT last_value FROM outbox_id_seq")).isEqualTo(told + LONG);
        assertThat(took).isLessThan(SET_BASED);
        tickets.remove();
    }

    @RepeatedTest(3)
    void resets_calls_transfers_and_takers_never_block_each_other_for_good() throws Exception {
        long deadlocks = deadlocks();
        List<Callable<Response>> commands = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            commands.add(() -> take(here));
            commands.add(() -> take(there));
            commands.add(() -> reset(here));
            commands.add(() -> reset(department));
            commands.add(
                    () -> office.as("employee").post("/api/queues/" + department + "/call-next"));
            commands.add(() -> takeAndTransfer(here, there));
            commands.add(() -> takeAndTransfer(there, here));
        }

        List<Response> answers = TicketDesk.inParallel(commands);

        assertThat(answers).allSatisfy(a -> assertThat(a.statusCode()).isIn(200, 201, 204, 409));
        assertThat(deadlocks()).isEqualTo(deadlocks);
        reset(department);
        assertThat(
                        number(
                                "SELECT count(*) FROM ticket WHERE status IN ('WAITING', 'CALLED', 'HELD')"
                                        + " AND organization_id = '"
                                        + office.id()
                                        + "'"))
                .isZero();
    }

    @RepeatedTest(3)
    void a_ticket_taken_beside_a_reset_is_either_cancelled_or_first_of_the_next_series()
            throws Exception {
        take(here).then().statusCode(201);

        List<Response> answers =
                TicketDesk.inParallel(List.of(() -> take(here), () -> reset(here)));

        String number = answers.get(0).then().statusCode(201).extract().path("number");
        int cancelled = answers.get(1).then().statusCode(200).extract().path("cancelled");
        assertThat(number).isEqualTo(cancelled == 2 ? "AAA-002" : "AAA-001");
    }

    private Response take(String service) {
        return office.as("employee")
                .body(
                        "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                                .formatted(office.id(), service))
                .post("/api/tickets");
    }

    private Response takeAndTransfer(String from, String to) {
        String id = take(from).then().statusCode(201).extract().path("id");
        return office.as("employee")
                .body("{\"serviceId\":\"" + to + "\"}")
                .post("/api/tickets/" + id + "/transfer");
    }

    private Response reset(String queue) {
        return office.as("manager").post("/api/queues/" + queue + "/reset");
    }

    private long deadlocks() {
        return number("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
    }

    private long number(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getLong(0);
    }
}
