package dev.nextup.ticket.queue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CallNextTest {

    @Inject Pool pool;

    private Demo demo;

    @BeforeEach
    void emptyQueues() {
        demo = Demo.load();
        demo.drain("GEN");
        demo.drain("IDC");
    }

    @Test
    void the_oldest_is_called_and_when_nobody_waits_the_answer_is_empty() {
        String first = demo.takeTicket("GEN").getString("number");
        String second = demo.takeTicket("GEN").getString("number");

        callNext(demo.service("GEN"))
                .then()
                .statusCode(200)
                .body("number", equalTo(first))
                .body("counter", nullValue());
        callNext(demo.service("GEN")).then().statusCode(200).body("number", equalTo(second));
        callNext(demo.service("GEN")).then().statusCode(204);
    }

    @Test
    void a_department_calls_the_oldest_over_all_its_services() {
        String first = demo.takeTicket("IDC").getString("number");
        String second = demo.takeTicket("GEN").getString("number");
        String third = demo.takeTicket("IDC").getString("number");
        String department = demo.department("Citizen Services");

        demo.asClerk()
                .get("/api/queues/" + department)
                .then()
                .statusCode(200)
                .body("waiting.number", equalTo(List.of(first, second, third)))
                .body("waiting.position", equalTo(List.of(1, 2, 3)))
                .body("counts.waiting", equalTo(3));
        assertThat(
                        IntStream.range(0, 3)
                                .mapToObj(i -> callNext(department).jsonPath().getString("number")))
                .containsExactly(first, second, third);
    }

    @Test
    void a_higher_priority_class_goes_first_and_positions_say_so() {
        JsonPath ordinary = demo.takeTicket("GEN");
        JsonPath urgent = demo.takeTicket("GEN");
        pool.preparedQuery("UPDATE ticket SET priority = 1 WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(urgent.getString("id"))))
                .await()
                .indefinitely();

        given().auth()
                .oauth2(ordinary.getString("token"))
                .get("/api/tickets/" + ordinary.getString("id"))
                .then()
                .body("position", equalTo(2))
                .body("ahead", equalTo(1));
        callNext(demo.service("GEN")).then().body("number", equalTo(urgent.getString("number")));
    }

    @Test
    void calling_to_a_counter_completes_its_current_ticket_also_when_nobody_else_waits() {
        String counter = counterOf("Citizen Services");
        String first = demo.takeTicket("GEN").getString("id");
        String second = demo.takeTicket("GEN").getString("id");
        String body = "{\"counterId\":\"" + counter + "\"}";

        callNext(demo.service("GEN"), body)
                .then()
                .statusCode(200)
                .body("id", equalTo(first))
                .body("counter.id", equalTo(counter));
        callNext(demo.service("GEN"), body).then().statusCode(200).body("id", equalTo(second));
        demo.asClerk().get("/api/tickets/" + first).then().body("status", equalTo("COMPLETED"));
        demo.asClerk().post("/api/counters/" + counter + "/call-next").then().statusCode(204);
        demo.asClerk().get("/api/tickets/" + second).then().body("status", equalTo("COMPLETED"));
        demo.asClerk()
                .get("/api/queues/" + demo.service("GEN"))
                .then()
                .body("called.findAll { it.counter?.id == '" + counter + "' }", hasSize(0));
    }

    @Test
    void an_open_counter_makes_an_estimate_possible() {
        demo.asClerk().post("/api/counters/" + counterOf("Citizen Services") + "/call-next");

        assertThat(demo.takeTicket("GEN").getInt("estimatedWait.highSeconds")).isPositive();
    }

    @Test
    void a_counter_of_another_department_is_unknown_here() {
        demo.takeTicket("GEN");
        String body = "{\"counterId\":\"" + counterOf("Permits") + "\"}";

        callNext(demo.service("GEN"), body)
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-counter"));
        demo.asClerk()
                .get("/api/queues/" + demo.service("GEN"))
                .then()
                .body("counts.waiting", equalTo(1));
    }

    @Test
    void parallel_calls_give_distinct_tickets_oldest_first() throws Exception {
        List<String> taken = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> taken.add(demo.takeTicket("GEN").getString("id")));

        List<Response> answers = inParallel(30, () -> callNext(demo.service("GEN")));

        List<String> called =
                answers.stream()
                        .filter(r -> r.statusCode() == 200)
                        .map(r -> r.jsonPath().getString("id"))
                        .toList();
        assertThat(called).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(answers).filteredOn(r -> r.statusCode() == 204).hasSize(10);
        assertThat(idsByCallTime(taken)).containsExactlyElementsOf(taken);
    }

    @Test
    void parallel_calls_with_one_key_call_one_ticket() throws Exception {
        demo.takeTicket("GEN");
        demo.takeTicket("GEN");
        String key = UUID.randomUUID().toString();

        List<Response> answers =
                inParallel(
                        8,
                        () ->
                                demo.asClerkWithKey(key)
                                        .post("/api/queues/" + demo.service("GEN") + "/call-next"));

        assertThat(answers)
                .extracting(r -> r.jsonPath().getString("id"))
                .containsOnly(answers.get(0).jsonPath().getString("id"));
        demo.asClerk()
                .get("/api/queues/" + demo.service("GEN"))
                .then()
                .body("counts.waiting", equalTo(1));
    }

    @Test
    void an_empty_answer_is_repeated_too() {
        String key = UUID.randomUUID().toString();
        String path = "/api/queues/" + demo.service("GEN") + "/call-next";

        demo.asClerkWithKey(key).post(path).then().statusCode(204);
        demo.takeTicket("GEN");
        demo.asClerkWithKey(key).post(path).then().statusCode(204);
    }

    private List<String> idsByCallTime(List<String> ids) {
        List<String> ordered = new ArrayList<>();
        pool.preparedQuery("SELECT id FROM ticket WHERE id = ANY ($1) ORDER BY called_at")
                .execute(Tuple.of(ids.stream().map(UUID::fromString).toArray(UUID[]::new)))
                .await()
                .indefinitely()
                .forEach(row -> ordered.add(row.getUUID(0).toString()));
        return ordered;
    }

    private String counterOf(String department) {
        return pool.preparedQuery(
                        "SELECT id FROM counter WHERE department_id = $1 ORDER BY name LIMIT 1")
                .execute(Tuple.of(UUID.fromString(demo.department(department))))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getUUID(0)
                .toString();
    }

    private Response callNext(String queueId) {
        return demo.asClerk().post("/api/queues/" + queueId + "/call-next");
    }

    private Response callNext(String queueId, String body) {
        return demo.asClerk()
                .contentType("application/json")
                .body(body)
                .post("/api/queues/" + queueId + "/call-next");
    }

    private static List<Response> inParallel(int times, Callable<Response> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer :
                    threads.invokeAll(java.util.Collections.nCopies(times, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
