package dev.nextup.ticket.management;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What managers and admins create is created once, however often a client has to ask. */
@QuarkusTest
class CreationKeyTest {

    private static final String OPERATOR = "operator-token-of-tests-0123456789abcdef";

    @Inject Pool pool;

    private final String key = UUID.randomUUID().toString();
    private OtherOrganization office;
    private String branch;
    private String department;
    private String admin;

    @BeforeEach
    void furnish() {
        office = OtherOrganization.create(pool);
        branch = office.branch();
        department = office.department(branch);
        admin = office.token("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"branches", "departments", "services", "counters", "members"})
    void a_repeat_answers_what_the_first_did_and_another_body_is_refused(String kind) {
        int before = all(kind).size();
        Response first = create(kind, body(kind, "One"));

        Response second = create(kind, body(kind, "One"));
        Response other = create(kind, body(kind, "Other"));

        first.then().statusCode(201);
        second.then().statusCode(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        other.then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
        assertThat(all(kind)).hasSize(before + 1);
        assertThat(told(first.path("id"))).containsExactly("created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"services", "members"})
    void of_those_who_ask_at_once_with_one_key_one_creates_and_all_are_answered(String kind) {
        String body = body(kind, "One");

        List<Response> answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> create(kind, body)))
                        .limit(6)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).allSatisfy(answer -> answer.then().statusCode(201));
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(all(kind)).hasSize(1);
    }

    @Test
    void what_was_refused_leaves_its_key_free() {
        String first = office.service(department, "PRE");
        String body = OtherOrganization.serviceBody(department, "PRE");
        create("services", body).then().statusCode(409).body("code", equalTo("prefix-taken"));
        office.as("admin").delete(office.path("services/" + first)).then().statusCode(204);

        create("services", body).then().statusCode(201);
    }

    @Test
    void a_key_is_its_callers_own() {
        String body = body("branches", "One");
        create("branches", body).then().statusCode(201);

        keyed(office.as("admin"))
                .body(body("branches", "Other"))
                .post(office.path("branches"))
                .then()
                .statusCode(201)
                .body("name", equalTo("Other"));
    }

    @Test
    void an_invitation_is_told_again_and_its_link_is_stored_nowhere() {
        Response invited = create("members", body("members", "One"));
        String again = "members/" + invited.path("id") + "/invitation";
        Response renewed = create(again, "");

        Response repeated = create(again, "");

        assertThat(repeated.asString()).isEqualTo(renewed.asString());
        accept(invited).then().statusCode(404);
        assertThat(stored(invited)).as("what is kept of the answers").isNotEmpty();
        for (Response answer : List.of(invited, renewed)) {
            assertThat(stored(answer)).noneMatch(text -> text.contains(secret(answer)));
        }
        accept(repeated).then().statusCode(204);
        accept(repeated).then().statusCode(404);
    }

    @Test
    void an_organisation_is_founded_once() {
        String slug = "town-" + UUID.randomUUID();
        Response first = found(slug, "Town");

        Response second = found(slug, "Town");

        first.then().statusCode(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        found(slug, "City").then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
        accept(second.<String>path("admin.invitationUrl")).then().statusCode(204);
    }

    @Test
    void an_unusable_key_is_told() {
        given().auth()
                .oauth2(admin)
                .contentType("application/json")
                .header("Idempotency-Key", "short")
                .body(body("branches", "One"))
                .post(office.path("branches"))
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-invalid"));
        office.as("admin").get(office.path("branches")).then().body("", hasSize(1));
    }

    private Response create(String kind, String body) {
        return keyed(given().auth().oauth2(admin).contentType("application/json"))
                .body(body)
                .post(office.path(kind));
    }

    private RequestSpecification keyed(RequestSpecification request) {
        return request.header("Idempotency-Key", key);
    }

    private Response found(String slug, String name) {
        return keyed(given().header("Authorization", "Bearer " + OPERATOR))
                .contentType("application/json")
                .body(
                        "{\"slug\":\"%s\",\"name\":\"%s\",\"adminEmail\":\"%s@nextup.test\",\"adminName\":\"Ada\"}"
                                .formatted(slug, name, slug))
                .post("/api/organizations");
    }

    private String body(String kind, String name) {
        return switch (kind) {
            case "branches" ->
                    "{\"name\":\"%s\",\"timeZone\":\"Africa/Cairo\",\"dayStartsAt\":\"04:30\"}"
                            .formatted(name);
            case "departments" -> "{\"name\":\"%s\",\"branchId\":\"%s\"}".formatted(name, branch);
            case "services" ->
                    ("{\"name\":\"%s\",\"prefix\":\"KEY\",\"departmentId\":\"%s\",\"openingHours\":{\"weekdays\":"
                                    + "{\"MONDAY\":[{\"from\":\"08:00\",\"to\":\"12:00\"}],\"FRIDAY\":[]},\"exceptions\":[]}}")
                            .formatted(name, department);
            case "counters" ->
                    "{\"name\":\"%s\",\"departmentId\":\"%s\"}".formatted(name, department);
            default ->
                    "{\"name\":\"%s\",\"email\":\"%s@nextup.test\",\"role\":\"manager\",\"departments\":[\"%s\"]}"
                            .formatted(name, key, department);
        };
    }

    private List<Object> all(String kind) {
        return office.as("admin").get(office.path(kind)).jsonPath().getList("");
    }

    /** What the audit says was done to it. */
    private List<String> told(String id) {
        return texts(
                "SELECT split_part(action, '-', 2) FROM management_audit WHERE target_id = $1",
                UUID.fromString(id));
    }

    /** All that is remembered of the member, as text. */
    private List<String> stored(Response invited) {
        return texts(
                "SELECT k::text FROM idempotency_key k WHERE k.answer LIKE '%' || $1 || '%'"
                        + " UNION ALL SELECT m::text FROM member m WHERE m.id::text = $1"
                        + " UNION ALL SELECT a::text FROM management_audit a WHERE a.target_id::text = $1",
                invited.<String>path("id"));
    }

    private List<String> texts(String sql, Object parameter) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(parameter))
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList())
                .await()
                .indefinitely();
    }

    private static String secret(Response invited) {
        String url = invited.path("invitationUrl");
        return url.substring(url.indexOf('=') + 1);
    }

    private static Response accept(Response invited) {
        return accept(invited.<String>path("invitationUrl"));
    }

    private static Response accept(String url) {
        return given().contentType("application/json")
                .body(
                        "{\"token\":\"%s\",\"password\":\"correct horse battery\"}"
                                .formatted(url.substring(url.indexOf('=') + 1)))
                .post("/api/auth/accept-invitation");
    }
}
