package dev.nextup.ticket;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** The demo organisation as a test uses it. */
public final class Demo {

    public final UUID organizationId;
    private final JsonPath organization;
    private final String clerk;

    private Demo(JsonPath organization) {
        this.organization = organization;
        this.organizationId = UUID.fromString(organization.getString("id"));
        this.clerk = TestTokens.staff(organizationId, "employee");
    }

    public static Demo load() {
        return new Demo(
                given().get("/api/organizations/demo").then().statusCode(200).extract().jsonPath());
    }

    public String service(String prefix) {
        return organization.getString(
                "branches.departments.flatten().services.flatten().find { it.prefix == '"
                        + prefix
                        + "' }.id");
    }

    public String branch(String name) {
        return organization.getString("branches.find { it.name == '" + name + "' }.id");
    }

    public String department(String name) {
        return organization.getString(
                "branches.departments.flatten().find { it.name == '" + name + "' }.id");
    }

    public JsonPath takeTicket(String prefix) {
        return json().body(ticketRequest(prefix))
                .post("/api/tickets")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    public String ticketRequest(String prefix) {
        return "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                .formatted(organizationId, service(prefix));
    }

    public RequestSpecification asClerk() {
        return given().auth().oauth2(clerk);
    }

    public RequestSpecification asClerkWithKey(String idempotencyKey) {
        return given().auth().oauth2(clerk).header("Idempotency-Key", idempotencyKey);
    }

    /** Calls until nobody waits, so that tests of one service do not see each other's tickets. */
    public void drain(String prefix) {
        while (asClerk().post("/api/queues/" + service(prefix) + "/call-next").statusCode()
                == 200) {
            // One ticket less.
        }
    }

    private static RequestSpecification json() {
        return given().contentType("application/json");
    }
}
