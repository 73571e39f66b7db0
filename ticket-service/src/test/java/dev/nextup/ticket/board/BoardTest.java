package dev.nextup.ticket.board;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BoardTest {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-");

    @Inject Pool pool;

    private Demo demo;

    @BeforeEach
    void emptyQueues() {
        demo = Demo.load();
        demo.drain("GEN");
        demo.drain("IDC");
    }

    @Test
    void a_call_is_on_the_board_with_its_counter_and_is_recent_once_it_is_over() {
        String counter = counterOf("Citizen Services");
        String first = demo.takeTicket("GEN").getString("number");
        String second = demo.takeTicket("GEN").getString("number");
        demo.takeTicket("GEN");

        callTo(counter);
        JsonPath board = board(demo.service("GEN"));
        assertThat(board.getString("serving[0].number")).isEqualTo(first);
        assertThat(board.getString("serving[0].counter")).startsWith("Counter ");
        assertThat(board.getString("serving[0].calledAt")).endsWith("Z");
        assertThat(board.getInt("waiting")).isEqualTo(2);

        callTo(counter);
        board = board(demo.service("GEN"));
        assertThat(board.getString("serving[0].number")).isEqualTo(second);
        assertThat(board.getString("recent[0].number")).isEqualTo(first);
        assertThat(board.getList("serving.number")).doesNotContain(first);
        assertThat(board.getInt("waiting")).isEqualTo(1);
    }

    @Test
    void a_departments_board_shows_the_latest_calls_of_all_its_services() {
        String identity = demo.takeTicket("IDC").getString("number");
        String general = demo.takeTicket("GEN").getString("number");
        String department = demo.department("Citizen Services");

        demo.asClerk().post("/api/queues/" + department + "/call-next").then().statusCode(200);
        demo.asClerk().post("/api/queues/" + department + "/call-next").then().statusCode(200);

        assertThat(board(department).getList("serving.number")).startsWith(general, identity);
        assertThat(board(demo.service("IDC")).getList("serving.number"))
                .startsWith(identity)
                .doesNotContain(general);
    }

    @Test
    void the_last_six_calls_that_are_over_are_recent_latest_first() {
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            JsonPath ticket = demo.takeTicket("GEN");
            numbers.add(0, ticket.getString("number"));
            demo.asClerk().post("/api/queues/" + demo.service("GEN") + "/call-next");
            demo.asClerk().post("/api/tickets/" + ticket.getString("id") + "/complete");
        }

        assertThat(board(demo.service("GEN")).getList("recent.number"))
                .isEqualTo(numbers.subList(0, 6));
    }

    @Test
    void a_board_tells_nothing_but_numbers_counters_and_times() {
        demo.takeTicket("GEN");
        callTo(counterOf("Citizen Services"));

        String body = given().get(path(demo.service("GEN"))).asString();

        assertThat(JsonPath.from(body).getMap("serving[0]").keySet())
                .isEqualTo(Set.of("number", "counter", "calledAt"));
        assertThat(ID.matcher(body).find()).isFalse();
    }

    @Test
    void a_queue_that_does_not_exist_has_no_board() {
        given().get(path(UUID.randomUUID().toString()))
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("unknown-queue"));
    }

    /** On a large table; rolled back, so that nobody else sees it. */
    @Test
    void every_part_of_the_board_runs_on_an_index_of_its_own() {
        UUID service = UUID.fromString(demo.service("BLD"));
        String plan =
                pool.withTransaction(
                                connection ->
                                        fill(connection, service)
                                                .chain(() -> explain(connection, service))
                                                .call(() -> connection.query("ROLLBACK").execute()))
                        .await()
                        .indefinitely();

        assertThat(plan)
                .contains("ix_ticket_at_counter", "ix_ticket_recent_call", "ix_ticket_waiting")
                .doesNotContain("Seq Scan on ticket");
    }

    private static io.smallrye.mutiny.Uni<?> fill(SqlConnection connection, UUID service) {
        return connection
                .preparedQuery(
                        "INSERT INTO ticket (id, organization_id, service_id, issuing_service_id, service_day,"
                                + " series, number_in_series, number, status, created_at, called_at, completed_at,"
                                + " version) SELECT gen_random_uuid(), s.organization_id, s.id, s.id,"
                                + " date '2000-01-01', 1, n, 'BLD-' || n, 'COMPLETED', now(),"
                                + " now() - n * interval '1 second', now(), 3"
                                + " FROM service s, generate_series(1, 20000) n WHERE s.id = $1")
                .execute(Tuple.of(service))
                .chain(() -> connection.query("ANALYZE ticket").execute());
    }

    private static io.smallrye.mutiny.Uni<String> explain(SqlConnection connection, UUID service) {
        return connection
                .query("EXPLAIN " + Boards.BOARD.replace("$1", "'{" + service + "}'::uuid[]"))
                .execute()
                .map(
                        rows -> {
                            StringBuilder plan = new StringBuilder();
                            for (Row row : rows) {
                                plan.append(row.getString(0)).append('\n');
                            }
                            return plan.toString();
                        });
    }

    private void callTo(String counter) {
        demo.asClerk()
                .contentType("application/json")
                .body("{\"counterId\":\"" + counter + "\"}")
                .post("/api/queues/" + demo.service("GEN") + "/call-next")
                .then()
                .statusCode(200);
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

    private static JsonPath board(String queue) {
        return given().get(path(queue)).then().statusCode(200).extract().jsonPath();
    }

    private static String path(String queue) {
        return "/api/queues/" + queue + "/board";
    }
}
