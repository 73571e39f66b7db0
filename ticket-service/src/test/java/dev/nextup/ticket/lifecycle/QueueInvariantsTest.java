package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.ticket.organization.OtherOrganization;
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
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * What must hold of a queue whatever happens at the same time, on one replica. Others of the kind:
 * distinct tickets and oldest first in {@code CallNextTest}, capacity in {@link TakeTicketTest},
 * who wins a race in {@link RacingCommandsTest}, thresholds in {@link ApproachingTest}, two
 * replicas in {@code TwoReplicasIT}.
 */
@QuarkusTest
class QueueInvariantsTest {

    private static final String CALLED = "dev.nextup.ticket.called.v1";
    private static final String APPROACHING = "dev.nextup.ticket.approaching.v1";

    @Inject Pool pool;

    private OtherOrganization office;
    private String clerk;
    private String department;
    private String service;

    @BeforeEach
    void furnish() {
        office = OtherOrganization.create(pool);
        clerk = office.token("employee");
        department = office.department(office.branch());
        service = office.service(department, "PAS");
    }

    @RepeatedTest(3)
    void a_counter_has_at_most_one_ticket_whoever_calls_to_it_at_once() throws Exception {
        String counter = counter();
        String to = "{\"counterId\":\"" + counter + "\"}";
        List<String> tickets = take(8);
        List<Callable<Response>> calls = new ArrayList<>();
        for (String ticket : tickets.subList(0, 3)) {
            calls.add(() -> post("/api/tickets/" + ticket + "/call", to));
        }
        calls.add(() -> post("/api/counters/" + counter + "/call-next", ""));
        calls.add(() -> post("/api/counters/" + counter + "/call-next", ""));
        calls.add(() -> post("/api/queues/" + service + "/call-next", to));
        calls.add(() -> post("/api/queues/" + department + "/call-next", to));

        List<Response> answers = TicketDesk.inParallel(calls);

        assertThat(answers).extracting(Response::statusCode).isSubsetOf(200, 409);
        assertThat(answers)
                .filteredOn(r -> r.statusCode() == 409)
                .extracting(r -> r.jsonPath().getString("code"))
                .isSubsetOf("counter-busy", "illegal-transition");
        assertThat(atCounters(counter)).hasSize(1);
        assertThat(
                        tickets.stream()
                                .map(this::status)
                                .filter(s -> !s.equals("WAITING") && !s.equals("COMPLETED")))
                .containsExactly("CALLED");
    }

    @Test
    void the_database_itself_refuses_a_second_ticket_at_a_counter() {
        String counter = counter();
        List<String> tickets = take(2);
        for (String ticket : tickets) {
            post("/api/tickets/" + ticket + "/call", "").then().statusCode(200);
        }
        atCounter(tickets.get(0), counter);

        assertThatThrownBy(() -> atCounter(tickets.get(1), counter))
                .hasMessageContaining("uq_ticket_counter");
    }

    @Test
    void the_database_itself_refuses_a_number_that_is_taken_even_when_its_ticket_was_cancelled() {
        List<String> tickets = take(2);
        post("/api/tickets/" + tickets.get(0) + "/cancel", "").then().statusCode(200);

        assertThatThrownBy(() -> sameNumber(tickets.get(1), tickets.get(0)))
                .hasMessageContaining("uq_ticket_number");
    }

    @RepeatedTest(3)
    void a_ticket_is_at_one_counter_at_most_whoever_calls_it_at_once() throws Exception {
        String ticket = take(1).get(0);
        List<Callable<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String to = "{\"counterId\":\"" + counter() + "\"}";
            calls.add(() -> post("/api/tickets/" + ticket + "/call", to));
        }

        List<Response> answers = TicketDesk.inParallel(calls);

        Response won =
                answers.stream().filter(r -> r.statusCode() == 200).findFirst().orElseThrow();
        assertThat(answers).filteredOn(r -> r.statusCode() == 409).hasSize(3);
        assertThat(answers)
                .extracting(
                        r -> r.jsonPath().getString(r == won ? "counter.id" : "ticket.counter.id"))
                .containsOnly(won.jsonPath().getString("counter.id"));
        assertThat(called(ticket, 2)).hasSize(1);
    }

    @Test
    void one_key_takes_one_ticket_however_often_and_at_once_it_is_sent() throws Exception {
        String key = UUID.randomUUID().toString();
        String body =
                "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}".formatted(office.id(), service);
        Callable<Response> taking =
                () ->
                        given().contentType("application/json")
                                .header("Idempotency-Key", key)
                                .body(body)
                                .post("/api/tickets");

        assertOneAnswer(taking);

        assertThat(waiting()).isEqualTo(1);
        assertThat(take(1)).hasSize(1);
        assertThat(numbers()).containsExactly("PAS-001", "PAS-002");
    }

    @Test
    void one_key_issues_one_ticket_to_a_walk_in() throws Exception {
        String key = UUID.randomUUID().toString();

        assertOneAnswer(() -> withKey(key, "/api/queues/" + service + "/tickets"));

        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void one_key_calls_one_ticket_from_a_queue_to_a_counter_by_itself_and_again() throws Exception {
        String first = take(5).get(0);
        for (Supplier<String> path :
                Stream.<Supplier<String>>of(
                                () -> "/api/tickets/" + first + "/call",
                                () -> "/api/tickets/" + first + "/recall",
                                () -> "/api/queues/" + service + "/call-next",
                                () -> "/api/counters/" + counter() + "/call-next")
                        .toList()) {
            String key = UUID.randomUUID().toString();
            String address = path.get();
            assertOneAnswer(() -> withKey(key, address));
        }

        assertThat(waiting()).isEqualTo(2);
        assertThat(called(first, 3)).hasSize(2);
    }

    @Test
    void each_call_is_told_exactly_once_with_an_id_of_its_own_also_each_recall() {
        String ticket = take(1).get(0);
        List<String> callIds = new ArrayList<>();
        for (String command : List.of("call", "recall", "recall", "skip", "call")) {
            post("/api/tickets/" + ticket + "/" + command, "").then().statusCode(200);
        }

        List<JsonNode> calls = called(ticket, 6);
        calls.forEach(call -> callIds.add(call.at("/data/callId").asText()));

        assertThat(calls)
                .extracting(call -> call.at("/data/callCount").asInt())
                .containsExactly(1, 2, 3, 4);
        assertThat(callIds).doesNotHaveDuplicates();
    }

    @Test
    void a_recall_is_another_call_on_the_board() {
        String ticket = take(1).get(0);
        post("/api/tickets/" + ticket + "/call", "").then().statusCode(200);
        String before = calledAtOnBoard();

        post("/api/tickets/" + ticket + "/recall", "").then().statusCode(200);

        assertThat(calledAtOnBoard()).isGreaterThan(before);
    }

    /** Customers alone move the line; nobody of the staff has anything open, or ever had. */
    @Test
    void nobody_of_the_staff_is_needed_to_be_told_that_it_is_almost_ones_turn() {
        List<JsonPath> tickets = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tickets.add(office.takeTicket(service));
        }
        String last = tickets.get(5).getString("id");

        for (JsonPath leaving : tickets.subList(0, 5)) {
            given().auth()
                    .oauth2(leaving.getString("token"))
                    .post("/api/tickets/" + leaving.getString("id") + "/cancel")
                    .then()
                    .statusCode(200);
        }

        assertThat(events(last, 3, APPROACHING))
                .extracting(e -> e.at("/data/position").asInt())
                .containsExactly(4, 1);
    }

    /** Everything that moves a line, at once: each threshold is told once, and in order. */
    @RepeatedTest(2)
    void each_threshold_is_told_at_most_once_whatever_moves_the_line_at_once() throws Exception {
        List<String> tickets = take(14);
        List<Callable<Response>> moves = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            moves.add(() -> post("/api/queues/" + service + "/call-next", ""));
        }
        for (String ticket : tickets.subList(5, 8)) {
            moves.add(() -> post("/api/tickets/" + ticket + "/cancel", ""));
        }
        moves.add(() -> post("/api/tickets/" + tickets.get(8) + "/hold", ""));
        moves.add(() -> post("/api/tickets/" + tickets.get(9) + "/delay", "{\"places\":2}"));

        TicketDesk.inParallel(moves);

        for (String ticket : tickets) {
            List<Integer> positions =
                    events(ticket, version(ticket), APPROACHING).stream()
                            .map(e -> e.at("/data/position").asInt())
                            .toList();
            assertThat(positions.stream().filter(p -> p == 1)).hasSizeLessThanOrEqualTo(1);
            assertThat(positions.stream().filter(p -> p > 1)).hasSizeLessThanOrEqualTo(1);
            assertThat(positions).allMatch(p -> p <= 4);
        }
    }

    @RepeatedTest(3)
    void of_a_cancellation_by_its_holder_and_a_call_the_loser_sees_how_it_ended() throws Exception {
        JsonPath ticket = office.takeTicket(service);
        String id = ticket.getString("id");
        String token = ticket.getString("token");

        List<Response> answers =
                TicketDesk.inParallel(
                        List.of(
                                () ->
                                        given().auth()
                                                .oauth2(clerk)
                                                .header("If-Match", 1)
                                                .post("/api/tickets/" + id + "/call"),
                                () ->
                                        given().auth()
                                                .oauth2(token)
                                                .header("If-Match", 1)
                                                .post("/api/tickets/" + id + "/cancel")));

        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 409);
        String ended = status(id);
        assertThat(answers)
                .extracting(
                        r ->
                                r.jsonPath()
                                        .getString(
                                                r.statusCode() == 200 ? "status" : "ticket.status"))
                .containsOnly(ended);
        assertThat(called(id, 2)).hasSize(ended.equals("CALLED") ? 1 : 0);
    }

    /** Sent eight times, the first six at once. */
    private static void assertOneAnswer(Callable<Response> command) throws Exception {
        List<Response> answers =
                new ArrayList<>(TicketDesk.inParallel(Collections.nCopies(6, command)));
        answers.add(command.call());
        answers.add(command.call());

        assertThat(answers).extracting(Response::statusCode).containsOnly(first(answers));
        assertThat(first(answers)).isBetween(200, 201);
        assertThat(answers)
                .extracting(r -> r.jsonPath().getString("id"))
                .containsOnly(answers.get(0).jsonPath().getString("id"));
    }

    private static int first(List<Response> answers) {
        return answers.get(0).statusCode();
    }

    private Response withKey(String key, String path) {
        return given().auth()
                .oauth2(clerk)
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .post(path);
    }

    private Response post(String path, String body) {
        return given().auth().oauth2(clerk).contentType("application/json").body(body).post(path);
    }

    private String counter() {
        return office.add(
                "counters", "{\"name\":\"1\",\"departmentId\":\"%s\"}".formatted(department));
    }

    private List<String> take(int tickets) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < tickets; i++) {
            ids.add(office.takeTicket(service).getString("id"));
        }
        return ids;
    }

    private void sameNumber(String ticket, String other) {
        pool.preparedQuery(
                        "UPDATE ticket SET number_in_series = (SELECT o.number_in_series FROM ticket o"
                                + " WHERE o.id = $2) WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(ticket), UUID.fromString(other)));
    }

    private void atCounter(String ticket, String counter) {
        pool.preparedQuery("UPDATE ticket SET counter_id = $2 WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(ticket), UUID.fromString(counter)));
    }

    private List<String> atCounters(String counter) {
        return queue().getList(
                        "called.findAll { it.counter?.id == '" + counter + "' }.id", String.class);
    }

    private int waiting() {
        return queue().getInt("counts.waiting");
    }

    private List<String> numbers() {
        return queue().getList("waiting.number", String.class);
    }

    private JsonPath queue() {
        return given().auth().oauth2(clerk).get("/api/queues/" + service).jsonPath();
    }

    private String calledAtOnBoard() {
        return given().get("/api/queues/" + service + "/board").path("serving[0].calledAt");
    }

    private JsonPath ticket(String id) {
        return given().auth().oauth2(clerk).get("/api/tickets/" + id).jsonPath();
    }

    private String status(String id) {
        return ticket(id).getString("status");
    }

    private long version(String id) {
        return ticket(id).getLong("version");
    }

    /** The calls of a ticket in Kafka, once its event of this version is there. */
    private static List<JsonNode> called(String ticket, long version) {
        return events(ticket, version, CALLED);
    }

    private static List<JsonNode> events(String ticket, long version, String type) {
        return PublishedEvents.of(ticket, version).stream()
                .filter(e -> e.get("type").asText().equals(type))
                .toList();
    }
}
