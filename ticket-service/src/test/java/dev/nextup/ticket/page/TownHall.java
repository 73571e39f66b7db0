package dev.nextup.ticket.page;

import static io.restassured.RestAssured.given;

import dev.nextup.ticket.organization.OtherOrganization;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.util.UUID;

/**
 * An office of a test's own: two languages, a colour, one department with two services and one
 * counter.
 */
final class TownHall {

    final OtherOrganization organization;
    final String branch;
    final String department;
    final String service;
    final String counter;

    private TownHall(OtherOrganization organization) {
        this.organization = organization;
        this.branch = organization.branch();
        this.department = organization.department(branch);
        this.service = organization.service(department, "GEN");
        organization.service(department, "PAS");
        this.counter =
                organization.add(
                        "counters",
                        "{\"name\":\"Counter 2\",\"departmentId\":\"%s\"}".formatted(department));
    }

    static TownHall open(Pool pool) {
        UUID id = UUID.randomUUID();
        pool.preparedQuery(
                        "INSERT INTO organization (id, slug, name, primary_color, welcome_message, languages)"
                                + " VALUES ($1, $2, 'Town Hall', '#ffb000', 'Welcome! Please take a ticket.', $3)")
                .execute(Tuple.of(id, id.toString(), new String[] {"en", "ar"}))
                .await()
                .indefinitely();
        return new TownHall(new OtherOrganization(id));
    }

    /** Path and query of the code at the entrance. */
    String qr() {
        return qr("&service=" + service);
    }

    /**
     * @param chosen of the organisation, such as {@code &branch=…}
     */
    String qr(String chosen) {
        return "/?org=" + organization.id() + chosen;
    }

    /** With two departments, each with one service. */
    void opensSecondBranch() {
        String second =
                organization.add(
                        "branches",
                        "{\"name\":\"Airport\",\"address\":\"Terminal 2, 1300 Vienna\",\"timeZone\":\"Europe/Vienna\"}");
        organization.service(organization.department(second), "TRV");
        String customs =
                organization.add(
                        "departments",
                        "{\"name\":\"Customs\",\"branchId\":\"%s\"}".formatted(second));
        organization.service(customs, "CUS");
    }

    JsonPath takeTicket() {
        return given().contentType("application/json")
                .body(
                        "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                                .formatted(organization.id(), service))
                .post("/api/tickets")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** Of those who wait. */
    String newest() {
        return queue().getString("waiting[-1].id");
    }

    /** As staff see it. */
    JsonPath queue() {
        return organization.as("employee").get("/api/queues/" + service).jsonPath();
    }

    void callNext() {
        organization
                .as("employee")
                .post("/api/counters/" + counter + "/call-next")
                .then()
                .statusCode(200);
    }

    void staff(String ticket, String command) {
        staff(ticket, command, "{}");
    }

    void staff(String ticket, String command, String body) {
        organization
                .as("employee")
                .body(body)
                .post("/api/tickets/" + ticket + "/" + command)
                .then()
                .statusCode(200);
    }

    void reset() {
        organization
                .as("manager")
                .body("{\"cleanup\":false}")
                .post("/api/queues/" + service + "/reset")
                .then()
                .statusCode(200);
    }

    /** Managers change the service: the rest of it stays as it is. */
    void change(String fields) {
        organization
                .as("manager")
                .body("{\"name\":\"Service GEN\",\"prefix\":\"GEN\"," + fields + "}")
                .put(organization.path("services/" + service))
                .then()
                .statusCode(200);
    }

    void close() {
        organization.as("manager").post("/api/queues/" + service + "/close").then().statusCode(200);
    }

    /** Path and query of the code that the screen on the spot shows now. */
    String joinLink() {
        String link =
                organization
                        .as("employee")
                        .get("/api/queues/" + service + "/join-code")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("joinUrl");
        return "/?" + URI.create(link).getRawQuery();
    }

    /** Night falls; the next call finds nobody of today. */
    void endDay(Pool pool) {
        pool.preparedQuery("UPDATE ticket SET service_day = service_day - 2 WHERE service_id = $1")
                .execute(Tuple.of(UUID.fromString(service)))
                .await()
                .indefinitely();
        organization
                .as("employee")
                .post("/api/counters/" + counter + "/call-next")
                .then()
                .statusCode(204);
    }

    void wearsLogo(byte[] png) {
        given().auth()
                .oauth2(organization.token("admin"))
                .contentType("image/png")
                .body(png)
                .put(organization.path("logo"))
                .then()
                .statusCode(200);
    }

    JsonPath read(String ticket) {
        return organization.as("employee").get("/api/tickets/" + ticket).jsonPath();
    }

    /** A link that brings a ticket of the staff's onto a device. */
    String claimLink() {
        return organization
                .as("employee")
                .body("{}")
                .post("/api/queues/" + service + "/tickets")
                .then()
                .statusCode(201)
                .extract()
                .path("claimUrl");
    }
}
