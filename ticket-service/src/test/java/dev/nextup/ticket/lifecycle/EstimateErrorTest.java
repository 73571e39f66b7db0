package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.organization.OtherOrganization;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a customer was told about the wait is kept, and compared with the real wait. */
@QuarkusTest
class EstimateErrorTest {

    private static final String ERROR = "nextup.queue.estimate.error";

    @Inject Pool pool;
    @Inject MeterRegistry registry;

    private OtherOrganization office;
    private String service;
    private String counter;
    private Map<String, Long> before;

    @BeforeEach
    void furnish() {
        office = OtherOrganization.create(pool);
        String department = office.department(office.branch());
        service = office.service(department, "PAS");
        counter =
                office.add(
                        "counters",
                        "{\"name\":\"1\",\"departmentId\":\"%s\"}".formatted(department));
        before = counted();
    }

    @Test
    void the_first_quote_is_kept_whatever_the_estimate_becomes() {
        open();
        JsonPath ticket = office.takeTicket(service);
        String id = ticket.getString("id");

        assertThat(quote(id)).containsExactly(0, 450);
        assertThat(ticket.getInt("estimatedWait.highSeconds")).isEqualTo(450);
        office.as("manager")
                .body("{\"name\":\"x\",\"prefix\":\"PAS\",\"expectedServiceSeconds\":3600}")
                .put(office.path("services/" + service))
                .then()
                .statusCode(200);
        office.as("employee").post("/api/tickets/" + id + "/confirm").then().statusCode(200);

        assertThat(quote(id)).containsExactly(0, 450);
    }

    @Test
    void the_real_wait_is_inside_sooner_or_later_than_what_was_told() {
        open();
        String inside = office.takeTicket(service).getString("id");
        String sooner = office.takeTicket(service).getString("id");
        String later = office.takeTicket(service).getString("id");
        waited(inside, 100);
        waited(sooner, 60);
        waited(later, 5000);
        double seconds = totalSeconds("later");

        callNext(3);

        assertThat(quote(sooner)).containsExactly(180, 900);
        assertThat(counted())
                .isEqualTo(
                        Map.of(
                                "inside", before.get("inside") + 1,
                                "sooner", before.get("sooner") + 1,
                                "later", before.get("later") + 1));
        // The middle of 360 to 1350 seconds.
        assertThat(totalSeconds("later") - seconds).isBetween(4145.0, 4175.0);
    }

    @Test
    void only_the_first_call_in_turn_of_who_was_told_something_counts() {
        String untold = office.takeTicket(service).getString("id");
        assertThat(quote(untold)).containsExactly(null, null);
        callNext(1);
        open();
        String outOfTurn = office.takeTicket(service).getString("id");
        String delayed = office.takeTicket(service).getString("id");
        office.takeTicket(service);
        office.as("employee").post("/api/tickets/" + outOfTurn + "/call").then().statusCode(200);
        office.as("employee")
                .body("{\"places\":1}")
                .post("/api/tickets/" + delayed + "/delay")
                .then()
                .statusCode(200);
        callNext(1);
        Map<String, Long> counted = counted();
        assertThat(sum(counted)).isEqualTo(sum(before) + 1);
        office.as("employee")
                .body("{\"place\":\"FIRST\"}")
                .post("/api/tickets/" + outOfTurn + "/requeue")
                .then()
                .statusCode(200);

        callNext(2);

        assertThat(counted()).isEqualTo(counted);
    }

    private void open() {
        office.as("employee").post("/api/counters/" + counter + "/call-next");
    }

    private void callNext(int tickets) {
        for (int i = 0; i < tickets; i++) {
            office.as("employee")
                    .post("/api/queues/" + service + "/call-next")
                    .then()
                    .statusCode(200);
        }
    }

    /** Lets the ticket have been taken so long ago. */
    private void waited(String ticket, int seconds) {
        pool.preparedQuery(
                        "UPDATE ticket SET created_at = created_at - make_interval(secs => $2)"
                                + " WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(ticket), (double) seconds));
    }

    private List<Integer> quote(String ticket) {
        Row row =
                pool.preparedQuery(
                                "SELECT quoted_low_seconds, quoted_high_seconds FROM ticket"
                                        + " WHERE id = $1")
                        .executeAndAwait(Tuple.of(UUID.fromString(ticket)))
                        .iterator()
                        .next();
        return Stream.of(0, 1).map(row::getInteger).collect(Collectors.toList());
    }

    private Map<String, Long> counted() {
        return Stream.of("inside", "sooner", "later")
                .collect(
                        Collectors.toMap(
                                outcome -> outcome,
                                outcome ->
                                        registry.get(ERROR)
                                                .tag("outcome", outcome)
                                                .timer()
                                                .count()));
    }

    private double totalSeconds(String outcome) {
        return registry.get(ERROR).tag("outcome", outcome).timer().totalTime(TimeUnit.SECONDS);
    }

    private static long sum(Map<String, Long> counted) {
        return counted.values().stream().mapToLong(Long::longValue).sum();
    }
}
