package dev.nextup.ticket;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

/** The shortest way through the service: take a ticket, log in, call it, complete it. */
@QuarkusTest
class FirstTicketTest {

    @Test
    void a_ticket_is_taken_called_and_completed() {
        JsonPath demo =
                given().get("/api/organizations/demo")
                        .then()
                        .log()
                        .body()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        String service = demo.getString("branches[0].departments[0].services[0].id");
        JsonPath ticket =
                given().contentType("application/json")
                        .body(
                                "{\"organizationId\":\""
                                        + demo.getString("id")
                                        + "\",\"serviceId\":\""
                                        + service
                                        + "\"}")
                        .post("/api/tickets")
                        .then()
                        .log()
                        .body()
                        .statusCode(201)
                        .body("number", matchesPattern("[A-Z]{3}-\\d{3}"))
                        .body("position", equalTo(1))
                        .extract()
                        .jsonPath();
        given().auth()
                .oauth2(ticket.getString("token"))
                .get("/api/tickets/" + ticket.getString("id"))
                .then()
                .log()
                .body()
                .statusCode(200)
                .body("status", equalTo("WAITING"));
        String staff =
                given().contentType("application/json")
                        .body("{\"email\":\"clerk@demo.test\",\"password\":\"nextup-demo\"}")
                        .post("/api/auth/login")
                        .then()
                        .log()
                        .body()
                        .statusCode(200)
                        .extract()
                        .path("accessToken");
        given().auth()
                .oauth2(staff)
                .get("/api/queues/" + service)
                .then()
                .log()
                .body()
                .statusCode(200)
                .body("waiting", hasSize(1));
        given().auth()
                .oauth2(staff)
                .post("/api/queues/" + service + "/call-next")
                .then()
                .log()
                .body()
                .statusCode(200)
                .body("status", equalTo("CALLED"))
                .body("calledAt", notNullValue());
        given().auth()
                .oauth2(staff)
                .post("/api/tickets/" + ticket.getString("id") + "/complete")
                .then()
                .log()
                .body()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"));
    }
}
