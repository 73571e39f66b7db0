package dev.nextup.ticket.organization;

import static io.restassured.RestAssured.given;

import dev.nextup.ticket.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/**
 * An organisation of a test's own, empty at first.
 *
 * @param id of the organisation, which is also its slug
 */
public record OtherOrganization(UUID id) {

    public static OtherOrganization create(Pool pool) {
        UUID id = UUID.randomUUID();
        pool.preparedQuery("INSERT INTO organization (id, slug, name) VALUES ($1, $2, 'Other')")
                .execute(Tuple.of(id, id.toString()))
                .await()
                .indefinitely();
        return new OtherOrganization(id);
    }

    public String token(String role) {
        return TestTokens.staff(id, role);
    }

    public String path(String below) {
        return "/api/organizations/" + id + "/" + below;
    }

    public RequestSpecification as(String role) {
        return given().auth().oauth2(token(role)).contentType("application/json");
    }

    /** Creates something as admin and answers its id. */
    public String add(String kind, String body) {
        Response answer = as("admin").body(body).post(path(kind));
        return answer.then().statusCode(201).extract().path("id");
    }

    public String branch() {
        return add("branches", "{\"name\":\"Hall\",\"timeZone\":\"Europe/Vienna\"}");
    }

    public String department(String branchId) {
        return add("departments", "{\"name\":\"Desk\",\"branchId\":\"%s\"}".formatted(branchId));
    }

    public String service(String departmentId, String prefix) {
        return add("services", serviceBody(departmentId, prefix));
    }

    /** With all that is above it. */
    public String serviceOfItsOwn() {
        return service(department(branch()), "OTH");
    }

    /** With all that is above it. */
    public String counterOfItsOwn() {
        return counter(department(branch()));
    }

    public String counter(String departmentId) {
        return add(
                "counters", "{\"name\":\"Other\",\"departmentId\":\"%s\"}".formatted(departmentId));
    }

    /** As a customer takes it. */
    public JsonPath takeTicket(String serviceId) {
        return given().contentType("application/json")
                .body("{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}".formatted(id, serviceId))
                .post("/api/tickets")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    public static String serviceBody(String departmentId, String prefix) {
        return "{\"name\":\"%s\",\"prefix\":\"%s\",\"departmentId\":\"%s\"}"
                .formatted("Service " + prefix, prefix, departmentId);
    }
}
