package dev.nextup.ticket.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MemberTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String OPERATOR = "operator-token-of-tests-0123456789abcdef";

    @Inject Pool pool;

    private OtherOrganization office;
    private String email;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
        email = "m-" + UUID.randomUUID() + "@nextup.test";
    }

    @Test
    void an_invited_member_chooses_a_password_once_and_logs_in() {
        JsonPath invited = invite(email, "manager");
        assertThat(Duration.between(Instant.now(), expiry(invited)))
                .isBetween(Duration.ofDays(6), Duration.ofDays(7));
        LoginTest.login(email, PASSWORD).then().statusCode(401);

        accept(token(invited), PASSWORD).then().statusCode(204);

        LoginTest.login(email, PASSWORD)
                .then()
                .statusCode(200)
                .body("member.role", equalTo("manager"))
                .body("member.organizationId", equalTo(office.id().toString()));
        assertUnknown(accept(token(invited), PASSWORD));
        members().body("[0].invitationExpiresAt", nullValue());
    }

    @Test
    void of_two_who_accept_one_invitation_at_once_one_succeeds() {
        String token = token(invite(email, "employee"));

        List<Integer> answers =
                Stream.generate(() -> 0)
                        .limit(4)
                        .map(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () -> accept(token, PASSWORD).statusCode()))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).containsOnlyOnce(204).containsOnly(204, 404);
    }

    @Test
    void an_invitation_ends_after_seven_days_or_with_the_next_one() {
        JsonPath first = invite(email, "employee");
        JsonPath second =
                office.as("admin")
                        .post(office.path("members/" + first.getString("id") + "/invitation"))
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath();
        assertUnknown(accept(token(first), PASSWORD));

        pool.preparedQuery(
                        "UPDATE member SET invitation_expires_at = now() - interval '1 second' WHERE email = $1")
                .execute(Tuple.of(email))
                .await()
                .indefinitely();
        assertUnknown(accept(token(second), PASSWORD));
    }

    @Test
    void only_a_hash_of_the_invitation_is_stored_and_nothing_of_it_in_the_audit() {
        String token = token(invite(email, "employee"));

        Row row =
                pool.preparedQuery(
                                "SELECT m::text AS member, (SELECT string_agg(a::text, ' ')"
                                        + " FROM management_audit a WHERE a.organization_id = $1) AS audit"
                                        + " FROM member m WHERE m.email = $2")
                        .execute(Tuple.of(office.id(), email))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next();

        assertThat(row.getString("member"))
                .contains(RandomSecret.hash(token))
                .doesNotContain(token);
        assertThat(row.getString("audit"))
                .contains(email)
                .doesNotContain(token)
                .doesNotContain(RandomSecret.hash(token))
                .doesNotContain("assword");
    }

    @Test
    void a_password_that_is_too_short_or_too_long_leaves_the_invitation_open() {
        String token = token(invite(email, "employee"));
        for (String bad : List.of("ninechars", "ü".repeat(37))) {
            accept(token, bad).then().statusCode(422).body("field", equalTo("password"));
        }

        accept(token, PASSWORD).then().statusCode(204);
    }

    @Test
    void an_address_belongs_to_one_member_and_must_be_one() {
        invite(email, "employee");

        add(email.toUpperCase(java.util.Locale.ROOT), "employee")
                .then()
                .statusCode(409)
                .body("code", equalTo("email-taken"));
        add("nobody", "employee").then().statusCode(422).body("field", equalTo("email"));
        add("a@b.test", "owner").then().statusCode(422).body("field", equalTo("role"));
    }

    @Test
    void managers_see_and_change_no_members() {
        assertThat(office.as("manager").get(office.path("members")).statusCode()).isEqualTo(403);
        office.as("manager")
                .body("{\"email\":\"%s\",\"name\":\"x\",\"role\":\"admin\"}".formatted(email))
                .post(office.path("members"))
                .then()
                .statusCode(403);
    }

    @Test
    void the_last_admin_who_can_log_in_stays_one() {
        String first = admin(email);
        String second = invite("2-" + email, "admin").getString("id");

        for (String change : List.of("{\"active\":false}", "{\"role\":\"manager\"}")) {
            change(first, change).then().statusCode(409).body("code", equalTo("last-admin"));
        }
        change(second, "{\"role\":\"employee\"}").then().statusCode(200);

        admin("3-" + email);
        change(first, "{\"active\":false}").then().statusCode(200).body("active", equalTo(false));
    }

    @Test
    void of_two_admins_who_deactivate_each_other_at_once_one_stays() {
        List<String> both = List.of(admin(email), admin("2-" + email));

        List<Integer> answers =
                both.stream()
                        .map(
                                id ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        change(id, "{\"active\":false}")
                                                                .statusCode()))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void who_is_deactivated_is_logged_out() {
        admin(email);
        String id = invite("2-" + email, "employee").getString("id");
        accept(reinvite(id), PASSWORD);
        String cookie = LoginTest.login("2-" + email, PASSWORD).getCookie(SessionCookie.NAME);

        change(id, "{\"active\":false}").then().statusCode(200);

        given().cookie(SessionCookie.NAME, cookie).post("/api/auth/refresh").then().statusCode(401);
    }

    @Test
    void a_member_is_read_and_taken_out_of_use_like_everything_else() {
        String first = admin(email);
        String id = invite("2-" + email, "employee").getString("id");
        accept(reinvite(id), PASSWORD);
        String path = office.path("members/" + id);
        office.as("admin").get(path).then().statusCode(200).body("active", equalTo(true));

        assertThat(office.as("admin").delete(path).statusCode()).isEqualTo(204);
        assertThat(office.as("admin").delete(path).statusCode()).isEqualTo(204);

        office.as("admin")
                .get(path)
                .then()
                .body("email", equalTo("2-" + email))
                .body("active", equalTo(false));
        LoginTest.login("2-" + email, PASSWORD).then().statusCode(401);
        office.as("admin")
                .delete(office.path("members/" + first))
                .then()
                .statusCode(409)
                .body("code", equalTo("last-admin"));
        office.as("admin")
                .get(office.path("members/" + UUID.randomUUID()))
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-member"));
    }

    @Test
    void a_changed_password_ends_all_other_sessions() {
        admin(email);
        Response elsewhere = LoginTest.login(email, PASSWORD);
        Response here = LoginTest.login(email, PASSWORD);

        changePassword(here, "wrong", "another password")
                .then()
                .statusCode(403)
                .body("code", equalTo("wrong-password"));
        changePassword(here, PASSWORD, "short").then().statusCode(422);
        Response changed = changePassword(here, PASSWORD, "another password");

        changed.then().statusCode(204);
        assertThat(refresh(elsewhere).statusCode()).isEqualTo(401);
        assertThat(refresh(changed).statusCode()).isEqualTo(200);
        assertThat(LoginTest.login(email, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(LoginTest.login(email, "another password").statusCode()).isEqualTo(200);
    }

    @Test
    void the_operator_creates_an_organisation_with_an_admin_who_can_begin() {
        String slug = "town-" + UUID.randomUUID();
        JsonPath founded = found(slug, email, OPERATOR).then().statusCode(201).extract().jsonPath();

        String url = founded.getString("admin.invitationUrl");
        accept(url.substring(url.indexOf('=') + 1), PASSWORD).then().statusCode(204);
        String token = LoginTest.login(email, PASSWORD).path("accessToken");
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"name\":\"Hall\",\"timeZone\":\"UTC\"}")
                .post("/api/organizations/" + founded.getString("id") + "/branches")
                .then()
                .statusCode(201);
        given().get("/api/organizations/" + slug).then().statusCode(200);

        found(slug, "2-" + email, OPERATOR)
                .then()
                .statusCode(409)
                .body("code", equalTo("slug-taken"));
        found(slug + "-2", email, OPERATOR)
                .then()
                .statusCode(409)
                .body("code", equalTo("email-taken"));
        given().get("/api/organizations/" + slug + "-2").then().statusCode(404);
        found("Not A Slug", "3-" + email, OPERATOR).then().statusCode(422);
    }

    @Test
    void nobody_but_the_operator_creates_organisations() {
        for (String token : List.of("x", OPERATOR + "0", office.token("admin"), "")) {
            assertThat(found("never", email, token).statusCode()).isEqualTo(401);
        }
    }

    private JsonPath invite(String address, String role) {
        return add(address, role).then().statusCode(201).extract().jsonPath();
    }

    private Response add(String address, String role) {
        return office.as("admin")
                .body(
                        "{\"email\":\"%s\",\"name\":\"Some One\",\"role\":\"%s\"}"
                                .formatted(address, role))
                .post(office.path("members"));
    }

    private String admin(String address) {
        JsonPath invited = invite(address, "admin");
        accept(token(invited), PASSWORD).then().statusCode(204);
        return invited.getString("id");
    }

    private String reinvite(String id) {
        return token(
                office.as("admin")
                        .post(office.path("members/" + id + "/invitation"))
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath());
    }

    private Response change(String id, String body) {
        return office.as("admin").body(body).put(office.path("members/" + id));
    }

    private io.restassured.response.ValidatableResponse members() {
        return office.as("admin").get(office.path("members")).then().statusCode(200);
    }

    private static String token(JsonPath invited) {
        String url = invited.getString("invitationUrl");
        assertThat(url).startsWith("http://localhost:8080/admin/#invitation=");
        return url.substring(url.indexOf('=') + 1);
    }

    private static Instant expiry(JsonPath invited) {
        return Instant.parse(invited.getString("invitationExpiresAt"));
    }

    private static Response accept(String token, String password) {
        return given().contentType("application/json")
                .body("{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password))
                .post("/api/auth/accept-invitation");
    }

    private static void assertUnknown(Response response) {
        response.then().statusCode(404).body("code", equalTo("unknown-invitation"));
    }

    private static Response changePassword(Response login, String current, String next) {
        return given().auth()
                .oauth2(login.path("accessToken"))
                .contentType("application/json")
                .body(
                        "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}"
                                .formatted(current, next))
                .post("/api/auth/change-password");
    }

    private static Response refresh(Response holder) {
        return given().cookie(SessionCookie.NAME, holder.getCookie(SessionCookie.NAME))
                .post("/api/auth/refresh");
    }

    private static Response found(String slug, String adminEmail, String token) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(
                        "{\"slug\":\"%s\",\"name\":\"Town\",\"adminEmail\":\"%s\",\"adminName\":\"Ada\"}"
                                .formatted(slug, adminEmail))
                .post("/api/organizations");
    }
}
