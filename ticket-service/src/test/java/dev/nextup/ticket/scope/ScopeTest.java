package dev.nextup.ticket.scope;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members work where they belong: over real logins, tokens and renewals. */
@QuarkusTest
class ScopeTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String COOKIE = "nextup-session";

    @Inject Pool pool;

    private OtherOrganization office;
    private Place here;
    private Place elsewhere;

    @BeforeEach
    void furnish() {
        office = OtherOrganization.create(pool);
        here = place("AAA");
        elsewhere = place("BBB");
    }

    @Test
    void within_the_scope_everything_works_and_outside_of_it_nothing() {
        String clerk = loggedIn("employee", "\"departments\":[\"%s\"]".formatted(here.department));
        String theirs = take(here);
        String others = take(elsewhere);

        assertThat(get(clerk, "/api/queues/" + here.service)).isEqualTo(200);
        assertThat(get(clerk, "/api/queues/" + here.department)).isEqualTo(200);
        assertThat(get(clerk, "/api/tickets/" + theirs + "/history")).isEqualTo(200);
        assertThat(post(clerk, "/api/counters/" + here.counter + "/call-next")).isEqualTo(200);

        for (String address :
                List.of(
                        "/api/queues/" + elsewhere.service,
                        "/api/queues/" + elsewhere.department,
                        "/api/queues/" + elsewhere.service + "/events",
                        "/api/tickets/" + others,
                        "/api/tickets/" + others + "/events",
                        "/api/tickets/" + others + "/history")) {
            given().auth()
                    .oauth2(clerk)
                    .get(address)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("out-of-scope"));
        }
        for (String address :
                List.of(
                        "/api/queues/" + elsewhere.service + "/call-next",
                        "/api/queues/" + elsewhere.service + "/close",
                        "/api/counters/" + elsewhere.counter + "/call-next",
                        "/api/tickets/" + others + "/call",
                        "/api/tickets/" + others + "/skip",
                        "/api/tickets/" + others + "/cancel")) {
            assertThat(post(clerk, address)).as(address).isEqualTo(403);
        }
        given().auth()
                .oauth2(office.token("admin"))
                .get("/api/tickets/" + others)
                .then()
                .body("status", equalTo("WAITING"))
                .body("version", equalTo(1));
    }

    @Test
    void managers_change_services_and_counters_where_they_work_and_read_all() {
        String manager = loggedIn("manager", "\"departments\":[\"%s\"]".formatted(here.department));
        String body = "{\"name\":\"New\",\"prefix\":\"%s\",\"departmentId\":\"%s\"}";

        for (Place place : List.of(here, elsewhere)) {
            int allowed = place.equals(here) ? 204 : 403;
            int created = place.equals(here) ? 201 : 403;
            String prefix = place.equals(here) ? "CCC" : "DDD";
            assertThat(send(manager, "POST", "services", body.formatted(prefix, place.department)))
                    .isEqualTo(created);
            assertThat(send(manager, "POST", "counters", body.formatted(prefix, place.department)))
                    .isEqualTo(created);
            assertThat(send(manager, "DELETE", "counters/" + place.counter, "")).isEqualTo(allowed);
            assertThat(send(manager, "DELETE", "services/" + place.service, "")).isEqualTo(allowed);
            assertThat(get(manager, office.path("services/" + place.service))).isEqualTo(200);
            assertThat(get(manager, office.path("counters/" + place.counter))).isEqualTo(200);
        }
        assertThat(send(manager, "POST", "services", body.formatted("EEE", UUID.randomUUID())))
                .isEqualTo(422);
    }

    private int send(String token, String method, String below, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .request(method, office.path(below))
                .statusCode();
    }

    @Test
    void a_branch_stands_for_all_its_departments() {
        String second = office.department(here.branch);
        String clerk = loggedIn("employee", "\"branches\":[\"%s\"]".formatted(here.branch));

        assertThat(get(clerk, "/api/queues/" + here.department)).isEqualTo(200);
        assertThat(get(clerk, "/api/queues/" + second)).isEqualTo(200);
        assertThat(get(clerk, "/api/queues/" + elsewhere.department)).isEqualTo(403);
    }

    @Test
    void who_has_no_scope_works_everywhere_and_what_is_public_stays_public() {
        String manager = loggedIn("manager", "\"branches\":[],\"departments\":[]");
        String clerk = loggedIn("employee", "\"departments\":[\"%s\"]".formatted(here.department));

        assertThat(get(manager, "/api/queues/" + here.service)).isEqualTo(200);
        assertThat(get(manager, "/api/queues/" + elsewhere.service)).isEqualTo(200);
        assertThat(get(clerk, "/api/queues/" + elsewhere.service + "/board")).isEqualTo(200);
    }

    @Test
    void another_organisation_stays_unknown_and_not_out_of_scope() {
        String clerk = loggedIn("employee", "\"departments\":[\"%s\"]".formatted(here.department));
        OtherOrganization stranger = OtherOrganization.create(pool);
        String service = stranger.serviceOfItsOwn();

        assertThat(get(clerk, "/api/queues/" + service)).isEqualTo(404);
        assertThat(get(clerk, "/api/queues/" + UUID.randomUUID())).isEqualTo(404);
        assertThat(post(clerk, "/api/tickets/" + UUID.randomUUID() + "/skip")).isEqualTo(404);
    }

    @Test
    void a_lowered_scope_or_role_binds_at_the_next_renewal() {
        JsonPath member = invited("manager", "\"branches\":[]");
        Response login = login(member);
        String before = login.path("accessToken");
        assertThat(get(before, "/api/queues/" + elsewhere.service)).isEqualTo(200);

        change(
                        member,
                        "{\"role\":\"employee\",\"departments\":[\"%s\"]}"
                                .formatted(here.department))
                .then()
                .statusCode(200)
                .body("departments", contains(here.department));
        Response renewed =
                given().cookie(COOKIE, login.getCookie(COOKIE)).post("/api/auth/refresh");

        String after = renewed.path("accessToken");
        assertThat(renewed.<String>path("member.role")).isEqualTo("employee");
        assertThat(get(after, "/api/queues/" + elsewhere.service)).isEqualTo(403);
        assertThat(get(after, "/api/queues/" + here.service)).isEqualTo(200);
        given().auth()
                .oauth2(after)
                .delete(office.path("services/" + here.service))
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @Test
    void a_scope_holds_only_what_is_the_organisations_own() {
        OtherOrganization stranger = OtherOrganization.create(pool);
        String theirs = stranger.branch();
        JsonPath member = invited("employee", "\"branches\":[]");

        for (String scope :
                List.of(
                        "\"branches\":[\"%s\"]".formatted(theirs),
                        "\"branches\":[\"%s\"]".formatted(here.department),
                        "\"departments\":[\"%s\"]".formatted(here.branch),
                        "\"departments\":[null]")) {
            change(member, "{" + scope + "}").then().statusCode(422);
        }
        members(member).body("branches", contains(empty())).body("departments", contains(empty()));
    }

    @Test
    void admins_have_no_scope() {
        JsonPath member =
                invited("employee", "\"departments\":[\"%s\"]".formatted(here.department));

        change(member, "{\"role\":\"admin\",\"branches\":[\"%s\"]}".formatted(here.branch))
                .then()
                .statusCode(422)
                .body("field", equalTo("role"));
        change(member, "{\"role\":\"admin\"}").then().statusCode(200).body("departments", empty());
        String admin = login(member).path("accessToken");
        assertThat(get(admin, "/api/queues/" + elsewhere.service)).isEqualTo(200);
    }

    private io.restassured.response.ValidatableResponse members(JsonPath member) {
        assertThat(member.getString("id")).isNotNull();
        return office.as("admin").get(office.path("members")).then().statusCode(200);
    }

    private String loggedIn(String role, String scope) {
        return login(invited(role, scope)).path("accessToken");
    }

    private JsonPath invited(String role, String scope) {
        String body =
                "{\"email\":\"m-%s@nextup.test\",\"name\":\"M\",\"role\":\"%s\",%s}"
                        .formatted(UUID.randomUUID(), role, scope);
        JsonPath invited =
                office.as("admin")
                        .body(body)
                        .post(office.path("members"))
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath();
        String token = invited.getString("invitationUrl").replaceAll(".*#invitation=", "");
        json().body("{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, PASSWORD))
                .post("/api/auth/accept-invitation")
                .then()
                .statusCode(204);
        return invited;
    }

    private static Response login(JsonPath member) {
        return json().body(
                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                .formatted(member.getString("email"), PASSWORD))
                .post("/api/auth/login");
    }

    private Response change(JsonPath member, String body) {
        return office.as("admin").body(body).put(office.path("members/" + member.getString("id")));
    }

    private String take(Place place) {
        return json().body(
                        "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                                .formatted(office.id(), place.service))
                .post("/api/tickets")
                .path("id");
    }

    private Place place(String prefix) {
        String branch = office.branch();
        String department = office.department(branch);
        return new Place(
                branch, department, office.service(department, prefix), office.counter(department));
    }

    private static int get(String token, String address) {
        return given().auth().oauth2(token).get(address).statusCode();
    }

    private static int post(String token, String address) {
        return given().auth().oauth2(token).post(address).statusCode();
    }

    private static io.restassured.specification.RequestSpecification json() {
        return given().contentType("application/json");
    }

    private record Place(String branch, String department, String service, String counter) {}
}
