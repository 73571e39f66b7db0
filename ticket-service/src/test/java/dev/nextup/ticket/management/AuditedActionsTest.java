package dev.nextup.ticket.management;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.logo.Pictures;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each action of management leaves one line in the audit, and none when it changed nothing. */
@QuarkusTest
class AuditedActionsTest {

    private static final String BRANCH = "{\"name\":\"%s\",\"timeZone\":\"UTC\"}";
    private static final String DEPARTMENT = "{\"name\":\"%s\",\"branchId\":\"%s\"}";
    private static final String COUNTER = "{\"name\":\"%s\",\"departmentId\":\"%s\"}";
    private static final String MEMBER = "{\"name\":\"%s\",\"email\":\"%s\",\"role\":\"employee\"}";
    private static final String WORDS = "{\"title\":\"%s\",\"body\":\"b\"}";
    private static final String PASSWORD = "correct horse battery";

    @Inject Pool pool;

    private OtherOrganization office;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
    }

    @Test
    void of_the_hierarchy() {
        String branch = created("branches", BRANCH.formatted("A"), "branch-created");
        changed("branches/" + branch, BRANCH.formatted("B"), "branch-changed");
        String department =
                created("departments", DEPARTMENT.formatted("A", branch), "department-created");
        String at = "departments/" + department;
        changed(at, DEPARTMENT.formatted("B", branch), "department-changed");
        String service =
                created(
                        "services",
                        OtherOrganization.serviceBody(department, "AUD"),
                        "service-created");
        changed(
                "services/" + service,
                OtherOrganization.serviceBody(department, "AUE"),
                "service-changed");
        String counter = created("counters", COUNTER.formatted("A", department), "counter-created");
        changed("counters/" + counter, COUNTER.formatted("B", department), "counter-changed");

        removed("counters/" + counter, "counter-changed");
        removed("services/" + service, "service-changed");
        removed("departments/" + department, "department-changed");
        removed("branches/" + branch, "branch-changed");
    }

    @Test
    void of_members_and_their_passwords() {
        String email = "a-" + UUID.randomUUID() + "@nextup.test";
        String id = created("members", MEMBER.formatted("A", email), "member-created");
        changed("members/" + id, "{\"role\":\"manager\",\"name\":\"B\"}", "member-changed");
        Response invited =
                one("member-changed", () -> post(office.path("members/" + id + "/invitation"), ""));
        String url = invited.path("invitationUrl");
        String invitation = url.substring(url.indexOf('=') + 1);
        one(
                "invitation-accepted",
                () ->
                        post(
                                "/api/auth/accept-invitation",
                                "{\"token\":\"%s\",\"password\":\"%s\"}"
                                        .formatted(invitation, PASSWORD)));
        one("password-changed", () -> changePassword(email));
        removed("members/" + id, "member-changed");
    }

    @Test
    void of_how_the_organisation_presents_itself() {
        changed("", "{\"name\":\"New\"}", "organization-changed");
        changed("messages/your_turn/en", WORDS.formatted("a"), "message-created");
        changed("messages/your_turn/en", WORDS.formatted("b"), "message-changed");
        removed("messages/your_turn/en", "message-removed");
        one("logo-created", () -> logo(16));
        one("logo-changed", () -> logo(32));
        removed("logo", "logo-removed");
    }

    @Test
    void of_queues() {
        String service = office.serviceOfItsOwn();
        String queue = "/api/queues/" + service;
        one("service-closed", () -> post(queue + "/close", ""));
        none(() -> post(queue + "/close", ""));
        one("service-opened", () -> post(queue + "/open", ""));
        none(() -> post(queue + "/reset", "{\"cleanup\":false}"));
        office.takeTicket(service);
        one("queue-reset", () -> post(queue + "/reset", "{\"cleanup\":false}"));
        // What is written down when something was archived: TicketArchiveTest.
        none(() -> post(queue + "/cleanup", ""));
    }

    @Test
    void of_the_operator() throws IOException {
        String token = Files.readString(Path.of("src/test/resources/operator-token")).strip();
        String slug = "town-" + UUID.randomUUID();
        String body =
                "{\"slug\":\"%1$s\",\"name\":\"T\",\"adminEmail\":\"%1$s@nextup.test\",\"adminName\":\"A\"}";
        String id =
                given().header("Authorization", "Bearer " + token)
                        .contentType("application/json")
                        .body(body.formatted(slug))
                        .post("/api/organizations")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");

        assertThat(actions(UUID.fromString(id))).containsExactly("organization-created");
    }

    private String created(String kind, String body, String action) {
        return one(action, () -> post(office.path(kind), body)).path("id");
    }

    private void changed(String below, String body, String action) {
        Supplier<Response> put = () -> office.as("admin").body(body).put(address(below));
        one(action, put);
        none(put);
    }

    private void removed(String below, String action) {
        Supplier<Response> delete = () -> office.as("admin").delete(address(below));
        one(action, delete);
        none(delete);
    }

    private String address(String below) {
        return below.isEmpty() ? "/api/organizations/" + office.id() : office.path(below);
    }

    private Response one(String action, Supplier<Response> request) {
        List<String> before = actions(office.id());
        Response answer = request.get();
        assertThat(answer.statusCode()).as(action + answer.asString()).isBetween(200, 299);
        List<String> after = actions(office.id());
        assertThat(after.subList(before.size(), after.size())).containsExactly(action);
        return answer;
    }

    private void none(Supplier<Response> request) {
        List<String> before = actions(office.id());
        assertThat(request.get().statusCode()).isLessThan(500);
        assertThat(actions(office.id())).isEqualTo(before);
    }

    private List<String> actions(UUID organization) {
        return pool
                .preparedQuery(
                        "SELECT action FROM management_audit WHERE organization_id = $1 ORDER BY id")
                .executeAndAwait(Tuple.of(organization))
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private Response post(String address, String body) {
        return office.as("admin").body(body).post(address);
    }

    private Response logo(int size) {
        return office.as("admin")
                .contentType("application/octet-stream")
                .body(Pictures.png(size, size))
                .put(office.path("logo"));
    }

    private Response changePassword(String email) {
        String token =
                given().contentType("application/json")
                        .body("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD))
                        .post("/api/auth/login")
                        .path("accessToken");
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(
                        "{\"currentPassword\":\"%s\",\"newPassword\":\"%s, new\"}"
                                .formatted(PASSWORD, PASSWORD))
                .post("/api/auth/change-password");
    }
}
