package dev.nextup.ticket.queue;

import static io.restassured.RestAssured.given;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.group.Gathering;
import dev.nextup.ticket.lifecycle.PublishedEvents;
import dev.nextup.ticket.organization.OtherOrganization;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff who call the next ticket while one is being called are one group. */
@QuarkusTest
class CalledTogetherTest {

    private static final int DESKS = 8;

    @Inject Pool pool;
    @Inject MeterRegistry meters;

    private Gathering gathering;
    private OtherOrganization office;
    private String employee;
    private String department;
    private String service;

    @BeforeEach
    void open() {
        gathering = new Gathering(pool, meters);
        office = OtherOrganization.create(pool);
        employee = office.token("employee");
        department = office.department(office.branch());
        service = office.service(department, "AAA");
    }

    @AfterEach
    void gone() {
        gathering.close();
    }

    @Test
    void each_gets_another_ticket_and_together_they_get_the_oldest() {
        List<String> waiting = takeTickets(DESKS + 3);

        List<JsonPath> called =
                whileOneIsCalled(Collections.nCopies(DESKS, () -> call(null, key()))).stream()
                        .map(answer -> answer.then().statusCode(200).extract().jsonPath())
                        .toList();

        assertThat(called)
                .extracting(t -> t.getString("id"))
                .containsExactlyInAnyOrderElementsOf(waiting.subList(1, DESKS + 1));
        // The one all waited for, and the others together.
        assertThat(transactions(waiting.subList(0, DESKS + 1))).isEqualTo(2);
        JsonPath first = called.get(0);
        assertThat(told(first.getString("id"), first.getLong("version")))
                .contains("dev.nextup.ticket.called.v1");
        assertThat(told(waiting.get(DESKS + 1), 2)).contains("dev.nextup.ticket.approaching.v1");
    }

    @Test
    void desks_complete_what_they_have_and_get_the_next_in_one_transaction() {
        List<String> counters =
                Stream.generate(() -> office.counter(department)).limit(DESKS).toList();
        List<String> waiting = takeTickets(2 * DESKS + 5);
        counters.forEach(counter -> call(counter, key()).then().statusCode(200));
        long versionBefore = version(waiting.get(2 * DESKS + 1));

        List<JsonPath> called =
                whileOneIsCalled(
                                counters.stream()
                                        .<Supplier<Response>>map(c -> () -> call(c, key()))
                                        .toList())
                        .stream()
                        .map(answer -> answer.then().statusCode(200).extract().jsonPath())
                        .toList();

        List<String> next = waiting.subList(DESKS + 1, 2 * DESKS + 1);
        assertThat(called)
                .extracting(t -> t.getString("id"))
                .containsExactlyInAnyOrderElementsOf(next);
        assertThat(called)
                .extracting(t -> t.getString("counter.id"))
                .containsExactlyElementsOf(counters);
        List<String> served = waiting.subList(0, DESKS);
        assertThat(served).extracting(this::status).containsOnly("COMPLETED");
        assertThat(transactions(Stream.concat(served.stream(), next.stream()).toList()))
                .isEqualTo(1);
        assertThat(version(waiting.get(2 * DESKS + 1)))
                .as("told of all the calls together, once")
                .isEqualTo(versionBefore + 1);
        JsonPath last = called.stream().max(comparing(t -> t.getString("calledAt"))).orElseThrow();
        assertThat(last.getString("id")).isEqualTo(next.get(DESKS - 1));
    }

    @Test
    void a_counter_that_calls_twice_completes_what_it_called_first() {
        List<String> waiting = takeTickets(5);
        String one = office.counter(department);
        String two = office.counter(department);

        List<Response> answers =
                whileOneIsCalled(
                        List.of(
                                () -> call(one, key()),
                                () -> call(two, key()),
                                () -> call(one, key())));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        List<String> states = new ArrayList<>();
        waiting.forEach(id -> states.add(status(id)));
        assertThat(states)
                .containsExactlyInAnyOrder("CALLED", "CALLED", "CALLED", "COMPLETED", "WAITING");
    }

    @Test
    void who_names_no_counter_of_the_queue_is_refused_and_those_beside_are_not() {
        takeTickets(3);

        List<Response> answers =
                whileOneIsCalled(
                        List.of(
                                () -> call(null, key()),
                                () -> call(key(), key()),
                                () -> call(null, key())));

        assertThat(answers).extracting(Response::statusCode).containsExactly(200, 404, 200);
    }

    @Test
    void those_for_whom_nobody_is_left_are_told_so_and_a_key_is_one_call() {
        takeTickets(2);
        String key = key();

        List<Response> answers =
                whileOneIsCalled(
                        List.of(
                                () -> call(null, key),
                                () -> call(null, key()),
                                () -> call(null, key())));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsExactlyInAnyOrder(200, 204, 204);
        assertThat(call(null, key).statusCode()).isEqualTo(answers.get(0).statusCode());
    }

    private static List<String> told(String ticket, long version) {
        return PublishedEvents.of(ticket, version).stream()
                .map(event -> event.path("type").asText())
                .toList();
    }

    private List<Response> whileOneIsCalled(List<Supplier<Response>> others) {
        return gathering.behind(
                "SELECT 1 FROM service WHERE id = $1 FOR UPDATE",
                service,
                () -> call(null, key()),
                others);
    }

    private Response call(String counter, String key) {
        return given().auth()
                .oauth2(employee)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(counter == null ? "{}" : "{\"counterId\":\"" + counter + "\"}")
                .post("/api/queues/" + service + "/call-next");
    }

    private List<String> takeTickets(int number) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ids.add(office.takeTicket(service).getString("id"));
        }
        return ids;
    }

    private String status(String ticket) {
        return office.as("employee").get("/api/tickets/" + ticket).path("status");
    }

    private long version(String ticket) {
        return office.as("employee").get("/api/tickets/" + ticket).jsonPath().getLong("version");
    }

    private int transactions(List<String> tickets) {
        return pool.preparedQuery(
                        "SELECT count(DISTINCT xmin::text) FROM ticket WHERE id = ANY ($1)")
                .executeAndAwait(
                        Tuple.of(tickets.stream().map(UUID::fromString).toArray(UUID[]::new)))
                .iterator()
                .next()
                .getInteger(0);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
