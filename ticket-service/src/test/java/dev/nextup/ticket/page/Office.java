package dev.nextup.ticket.page;

import static io.restassured.RestAssured.given;

import dev.nextup.test.browser.Page;
import dev.nextup.ticket.organization.OtherOrganization;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;

/**
 * An organisation with one department, two services and two counters, and people who work there.
 */
record Office(
        OtherOrganization organization,
        String branch,
        String department,
        String general,
        String cards,
        String first,
        String second) {

    static final String PASSWORD = "correct horse battery";

    static Office open(Pool pool) {
        OtherOrganization organization = OtherOrganization.create(pool);
        organization
                .as("admin")
                .body(
                        "{\"name\":\"Town Hall\",\"primaryColor\":\"#0b7a75\",\"languages\":[\"en\",\"ar\"]}")
                .put("/api/organizations/" + organization.id())
                .then()
                .statusCode(200);
        String branch = organization.branch();
        String department = organization.department(branch);
        return new Office(
                organization,
                branch,
                department,
                organization.service(department, "GEN"),
                organization.service(department, "IDC"),
                counter(organization, department, "Counter 1"),
                counter(organization, department, "Counter 2"));
    }

    private static String counter(OtherOrganization organization, String department, String name) {
        return organization.add(
                "counters",
                "{\"name\":\"%s\",\"departmentId\":\"%s\"}".formatted(name, department));
    }

    /** As a customer, for the first service. */
    JsonPath take() {
        return organization.takeTicket(general);
    }

    /** What other staff do meanwhile. */
    JsonPath command(String path, String body) {
        return organization
                .as("employee")
                .body(body)
                .post(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The link of a new member's invitation. */
    String invite(String email, String role) {
        return organization
                .as("admin")
                .body(Map.of("email", email, "name", "Sam Staff", "role", role))
                .post(organization.path("members"))
                .then()
                .statusCode(201)
                .extract()
                .path("invitationUrl");
    }

    /** The e-mail of somebody who may log in. */
    String member(String role) {
        String email = newEmail();
        String link = invite(email, role);
        given().contentType("application/json")
                .body(Map.of("token", link.substring(link.indexOf('=') + 1), "password", PASSWORD))
                .post("/api/auth/accept-invitation")
                .then()
                .statusCode(204);
        return email;
    }

    static String newEmail() {
        return "m-" + UUID.randomUUID() + "@nextup.test";
    }

    /** Types into the form of the console's first page. */
    static void logIn(Page page, String email, String password) {
        page.await("return document.querySelector('#email')", "the form");
        page.hands().click("#email");
        page.hands().type(email);
        page.hands().click("#password");
        page.hands().type(password);
        page.hands().press("Enter");
    }

    /** In English, up to the screen where tickets are called. */
    void startAt(Page page, String counter) {
        page.awaitText("Where are you working?");
        page.hands().clickText(counter);
        page.hands().clickText("Start");
        page.awaitText("Nobody is waiting");
    }
}
