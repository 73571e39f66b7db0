package dev.nextup.ticket.organization;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An organisation leaves the installation and comes back. */
@QuarkusTest
class OrganizationLifeTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String SESSION_COOKIE = "nextup-session";

    @Inject Pool pool;

    private OtherOrganization town;
    private String service;
    private String department;

    @BeforeEach
    void found() {
        town = OtherOrganization.create(pool);
        department = town.department(town.branch());
        service = town.service(department, "TWN");
    }

    @Test
    void what_was_deactivated_is_unknown_to_customers_and_back_as_it_was() throws IOException {
        operator().delete("/api/organizations/" + town.id()).then().statusCode(204);

        for (String address : publicAddresses()) {
            given().get(address).then().statusCode(404);
        }
        takeTicket().then().statusCode(404).body("code", equalTo("unknown-service"));

        operator().delete("/api/organizations/" + town.id()).then().statusCode(204);
        reactivate().then().statusCode(204);
        reactivate().then().statusCode(204);

        for (String address : publicAddresses()) {
            given().get(address).then().statusCode(200);
        }
        takeTicket().then().statusCode(201).body("number", equalTo("TWN-001"));
    }

    @Test
    void nobody_of_it_gets_in_meanwhile_by_password_session_or_invitation() throws IOException {
        String email = "m-" + UUID.randomUUID() + "@nextup.test";
        String late = "l-" + UUID.randomUUID() + "@nextup.test";
        accept(invite(email)).then().statusCode(204);
        String invitation = invite(late);
        Response session = login(email);

        assertThat(session.getCookie(SESSION_COOKIE)).isNotEmpty();

        operator().delete("/api/organizations/" + town.id()).then().statusCode(204);

        login(email).then().statusCode(401);
        refresh(session).then().statusCode(401).body("code", equalTo("session-ended"));
        accept(invitation).then().statusCode(404).body("code", equalTo("unknown-invitation"));
        // A staff token lasts some minutes more: it changes nothing.
        town.as("admin")
                .body("{\"name\":\"Late\",\"timeZone\":\"UTC\"}")
                .post(town.path("branches"))
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-organization"));

        reactivate().then().statusCode(204);
        login(email).then().statusCode(200);
        accept(invitation).then().statusCode(204);
    }

    @Test
    void it_stays_while_somebody_waits() throws IOException {
        String ticket = town.takeTicket(service).getString("id");

        operator()
                .delete("/api/organizations/" + town.id())
                .then()
                .statusCode(409)
                .body("code", equalTo("service-in-use"));
        given().get("/api/organizations/" + town.id()).then().statusCode(200);

        town.as("employee").post("/api/tickets/" + ticket + "/cancel").then().statusCode(200);
        operator().delete("/api/organizations/" + town.id()).then().statusCode(204);
    }

    @Test
    void who_did_it_and_when_is_in_the_audit_and_only_once() throws IOException {
        operator().delete("/api/organizations/" + town.id()).then().statusCode(204);
        operator().delete("/api/organizations/" + town.id()).then().statusCode(204);
        reactivate().then().statusCode(204);

        List<String> actions =
                town.as("admin").get(town.path("audit")).then().extract().path("action");
        assertThat(actions.subList(0, 2))
                .containsExactly("organization-reactivated", "organization-deactivated");
        assertThat(actions).doesNotHaveDuplicates();
    }

    @Test
    void only_the_operator_does_it() {
        for (String token : List.of("x", town.token("admin"), "")) {
            RequestSpecification other = given().header("Authorization", "Bearer " + token);
            other.delete("/api/organizations/" + town.id()).then().statusCode(401);
            other.post("/api/organizations/" + town.id() + "/reactivate").then().statusCode(401);
        }
        given().get("/api/organizations/" + town.id()).then().statusCode(200);
    }

    @Test
    void what_never_was_is_unknown() throws IOException {
        operator()
                .delete("/api/organizations/never-was")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-organization"));
        operator().post("/api/organizations/never-was/reactivate").then().statusCode(404);
    }

    private List<String> publicAddresses() {
        String of = "/api/organizations/" + town.id();
        return List.of(
                of,
                of + "/manifest",
                of + "/qr",
                of + "/qr?service=" + service,
                "/api/queues/" + service + "/board",
                "/api/queues/" + department + "/board",
                "/api/queues/" + service + "/organization");
    }

    private Response takeTicket() {
        return given().contentType("application/json")
                .body(
                        "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                                .formatted(town.id(), service))
                .post("/api/tickets");
    }

    private Response reactivate() throws IOException {
        return operator().post("/api/organizations/" + town.id() + "/reactivate");
    }

    private static RequestSpecification operator() throws IOException {
        String token = Files.readString(Path.of("src/test/resources/operator-token")).strip();
        return given().header("Authorization", "Bearer " + token);
    }

    /** Answers the token of the invitation. */
    private String invite(String email) {
        String url =
                town.as("admin")
                        .body(
                                "{\"email\":\"%s\",\"name\":\"Some One\",\"role\":\"employee\"}"
                                        .formatted(email))
                        .post(town.path("members"))
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("invitationUrl");
        return url.substring(url.indexOf('=') + 1);
    }

    private static Response accept(String invitation) {
        return given().contentType("application/json")
                .body("{\"token\":\"%s\",\"password\":\"%s\"}".formatted(invitation, PASSWORD))
                .post("/api/auth/accept-invitation");
    }

    private static Response login(String email) {
        return given().contentType("application/json")
                .body("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD))
                .post("/api/auth/login");
    }

    private static Response refresh(Response login) {
        return given().cookie(SESSION_COOKIE, login.getCookie(SESSION_COOKIE))
                .post("/api/auth/refresh");
    }
}
