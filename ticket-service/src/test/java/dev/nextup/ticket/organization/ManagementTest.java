package dev.nextup.ticket.organization;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ManagementTest {

    @Inject Pool pool;

    private OtherOrganization office;
    private String branch;
    private String department;

    @BeforeEach
    void furnish() {
        office = OtherOrganization.create(pool);
        branch = office.branch();
        department = office.department(branch);
    }

    @Test
    void a_branch_is_added_read_changed_and_deactivated() {
        office.as("employee")
                .get(office.path("branches/" + branch))
                .then()
                .statusCode(200)
                .body("dayStartsAt", equalTo("00:00"))
                .body("address", nullValue())
                .body("active", equalTo(true));

        String change =
                "{\"name\":\" Harbour \",\"timeZone\":\"UTC\",\"dayStartsAt\":\"04:30\",\"address\":\"Pier 2\"}";
        put("branches/" + branch, change)
                .then()
                .statusCode(200)
                .body("name", equalTo("Harbour"))
                .body("dayStartsAt", equalTo("04:30"))
                .body("address", equalTo("Pier 2"));

        assertThat(delete("branches/" + branch).statusCode()).isEqualTo(204);
        assertThat(delete("branches/" + branch).statusCode()).isEqualTo(204);
        office.as("employee")
                .get(office.path("branches"))
                .then()
                .body("id", contains(branch))
                .body("active", contains(false));
    }

    @Test
    void customers_see_only_what_is_active_on_every_level() {
        String gone = office.service(department, "AAA");
        String kept = office.service(department, "BBB");

        delete("services/" + gone);
        asCustomer().body("branches[0].departments[0].services.id", contains(kept));
        delete("departments/" + department);
        asCustomer().body("branches[0].departments", empty());
        delete("branches/" + branch);
        asCustomer().body("branches", empty());

        put("branches/" + branch, "{\"name\":\"Hall\",\"timeZone\":\"UTC\",\"active\":true}");
        asCustomer().body("branches", hasSize(1));
    }

    @Test
    void a_manager_manages_services_and_counters_and_nothing_above() {
        String service =
                office.as("manager")
                        .body(OtherOrganization.serviceBody(department, "MGR"))
                        .post(office.path("services"))
                        .then()
                        .statusCode(201)
                        .body("expectedServiceSeconds", equalTo(300))
                        .extract()
                        .path("id");
        String counter =
                "{\"name\":\"1\",\"departmentId\":\"%s\",\"services\":[\"%s\"]}"
                        .formatted(department, service);
        office.as("manager")
                .body(counter)
                .post(office.path("counters"))
                .then()
                .statusCode(201)
                .header("Location", org.hamcrest.Matchers.containsString("/counters/"))
                .body("services", contains(service));

        for (String above : List.of("branches/" + branch, "departments/" + department)) {
            assertThat(office.as("manager").delete(office.path(above)).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void a_counters_services_are_replaced_and_none_means_all_of_its_department() {
        String one = office.service(department, "ONE");
        String two = office.service(department, "TWO");
        String counter =
                office.add(
                        "counters",
                        "{\"name\":\"1\",\"departmentId\":\"%s\",\"services\":[\"%s\"]}"
                                .formatted(department, one));

        put("counters/" + counter, "{\"name\":\"1\",\"services\":[\"%s\"]}".formatted(two))
                .then()
                .statusCode(200)
                .body("services", contains(two));
        put("counters/" + counter, "{\"name\":\"1\"}").then().body("services", empty());

        String elsewhere = office.service(office.department(branch), "ELS");
        put("counters/" + counter, "{\"name\":\"1\",\"services\":[\"%s\"]}".formatted(elsewhere))
                .then()
                .statusCode(422)
                .body("field", equalTo("services"));
    }

    @Test
    void what_people_wait_for_cannot_be_deactivated() {
        String service = office.service(department, "USE");
        String ticket = office.takeTicket(service).getString("id");

        for (String part :
                List.of("services/" + service, "departments/" + department, "branches/" + branch)) {
            delete(part).then().statusCode(409).body("code", equalTo("service-in-use"));
        }
        put("services/" + service, "{\"name\":\"x\",\"prefix\":\"USE\",\"active\":false}")
                .then()
                .statusCode(409);
        command(ticket, "cancel", "{}");
        assertThat(delete("services/" + service).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "skip"})
    void whoever_may_still_be_put_back_keeps_their_service(String aside) {
        String service = office.service(department, "ASD");
        String ticket = office.takeTicket(service).getString("id");
        command(ticket, aside, "");

        for (String part :
                List.of("services/" + service, "departments/" + department, "branches/" + branch)) {
            delete(part).then().statusCode(409).body("code", equalTo("service-in-use"));
        }
        command(ticket, "requeue", "{\"place\":\"FIRST\"}");
        command(ticket, "cancel", "{}");
        assertThat(delete("services/" + service).statusCode()).isEqualTo(204);
    }

    @Test
    void nobody_is_put_back_into_a_service_that_was_deactivated() {
        String service = office.service(department, "UND");
        String ticket = office.takeTicket(service).getString("id");
        command(ticket, "call", "");
        command(ticket, "complete", "");
        assertThat(delete("branches/" + branch).statusCode()).isEqualTo(204);

        office.as("employee")
                .body("{\"place\":\"FIRST\"}")
                .post("/api/tickets/" + ticket + "/requeue")
                .then()
                .statusCode(409)
                .body("code", equalTo("queue-closed"))
                .body("ticket.status", equalTo("COMPLETED"));
    }

    @Test
    void a_counter_with_a_ticket_cannot_be_deactivated() {
        String service = office.service(department, "CTR");
        String counter =
                office.add(
                        "counters",
                        "{\"name\":\"1\",\"departmentId\":\"%s\"}".formatted(department));
        office.takeTicket(service);
        office.as("employee").post("/api/counters/" + counter + "/call-next");

        delete("counters/" + counter)
                .then()
                .statusCode(409)
                .body("code", equalTo("counter-in-use"));
    }

    @Test
    void a_prefix_is_free_again_when_its_service_is_deactivated() {
        String first = office.service(department, "PRE");
        Response second =
                office.as("admin")
                        .body(OtherOrganization.serviceBody(department, "PRE"))
                        .post(office.path("services"));
        second.then().statusCode(409).body("code", equalTo("prefix-taken"));

        delete("services/" + first);
        office.service(department, "PRE");
        put("services/" + first, "{\"name\":\"x\",\"prefix\":\"PRE\",\"active\":true}")
                .then()
                .statusCode(409)
                .body("code", equalTo("prefix-taken"));
    }

    @Test
    void of_parallel_services_with_one_prefix_one_is_added() {
        List<CompletableFuture<Integer>> answers =
                IntStream.range(0, 6)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        office.as("admin")
                                                                .body(
                                                                        OtherOrganization
                                                                                .serviceBody(
                                                                                        department,
                                                                                        "PAR"))
                                                                .post(office.path("services"))
                                                                .statusCode()))
                        .toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
    }

    @Test
    void a_value_that_cannot_be_is_422_and_names_its_field() {
        String tooLong = "x".repeat(101);
        assertInvalid("branches", "{\"name\":\"x\",\"timeZone\":\"Mars/Base\"}", "timeZone");
        assertInvalid(
                "branches", "{\"name\":\"%s\",\"timeZone\":\"UTC\"}".formatted(tooLong), "name");
        assertInvalid(
                "departments",
                "{\"name\":\"x\",\"branchId\":\"%s\"}".formatted(department),
                "branchId");
        for (String prefix : List.of("ABCD", "ab", "ab1", "ÄÖÜ")) {
            assertInvalid("services", OtherOrganization.serviceBody(department, prefix), "prefix");
        }
        for (String field :
                List.of("expectedServiceSeconds", "capacityPerDay", "almostTurnAhead")) {
            String body = OtherOrganization.serviceBody(department, "OKY");
            String zero = body.substring(0, body.length() - 1) + ",\"" + field + "\":0}";
            assertInvalid("services", zero, field);
        }
    }

    @Test
    void every_change_is_written_down_with_who_did_it_and_what_was_before() {
        put("branches/" + branch, "{\"name\":\"New\",\"timeZone\":\"UTC\"}");
        put("branches/" + branch, "{\"name\":\"New\",\"timeZone\":\"UTC\"}");

        List<Row> audit = audit();

        assertThat(audit.stream().map(r -> r.getString("action")))
                .containsExactly("branch-created", "department-created", "branch-changed");
        Row change = audit.get(2);
        assertThat(change.getString("actor")).startsWith("member:");
        assertThat(change.getString("before")).isEqualTo("Hall");
        assertThat(change.getString("after")).isEqualTo("New");
        assertThat(audit.get(0).getString("before")).isNull();
    }

    @Test
    void the_audit_can_only_grow() {
        for (String sql :
                List.of(
                        "UPDATE management_audit SET actor = 'x'",
                        "DELETE FROM management_audit",
                        "TRUNCATE management_audit")) {
            assertThatThrownBy(() -> pool.query(sql).execute().await().indefinitely())
                    .hasMessageContaining("append-only");
        }
    }

    private List<Row> audit() {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery(
                        "SELECT action, actor, before ->> 'name' AS before, after ->> 'name' AS after"
                                + " FROM management_audit WHERE organization_id = $1 ORDER BY id")
                .execute(Tuple.of(office.id()))
                .await()
                .indefinitely()
                .forEach(rows::add);
        return rows;
    }

    private io.restassured.response.ValidatableResponse asCustomer() {
        return given().get("/api/organizations/" + office.id()).then().statusCode(200);
    }

    private void command(String ticket, String command, String body) {
        office.as("employee")
                .body(body)
                .post("/api/tickets/" + ticket + "/" + command)
                .then()
                .statusCode(200);
    }

    private Response put(String path, String body) {
        return office.as("admin").body(body).put(office.path(path));
    }

    private Response delete(String path) {
        return office.as("admin").delete(office.path(path));
    }

    private void assertInvalid(String kind, String body, String field) {
        office.as("admin")
                .body(body)
                .post(office.path(kind))
                .then()
                .statusCode(422)
                .body("code", equalTo("invalid-value"))
                .body("field", equalTo(field));
    }
}
