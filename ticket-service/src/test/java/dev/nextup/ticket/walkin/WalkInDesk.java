package dev.nextup.ticket.walkin;

import static io.restassured.RestAssured.given;

import dev.nextup.ticket.organization.OtherOrganization;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Walk-ins and claims as a test sends them. */
final class WalkInDesk {

    /** One and the same member of the staff, since keys are the caller's own. */
    private final String clerk;

    /** Whose failures nobody else's test counts. */
    private final String client = "2001:db8:" + Integer.toHexString(hash()) + "::1";

    WalkInDesk(OtherOrganization office) {
        this.clerk = office.token("employee");
    }

    RequestSpecification staff() {
        return given().auth().oauth2(clerk).contentType("application/json");
    }

    Response issue(String queue, String body) {
        return staff().body(body).post("/api/queues/" + queue + "/tickets");
    }

    JsonPath issued(String queue, String body) {
        return issue(queue, body).then().statusCode(201).extract().jsonPath();
    }

    Response claim(String code) {
        return claim(code, UUID.randomUUID().toString(), client);
    }

    Response claim(String code, String key, String from) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .header("X-Forwarded-For", from)
                .body("{\"code\":\"" + code + "\"}")
                .post("/api/tickets/claim");
    }

    Response command(String ticket, String command) {
        return staff().post("/api/tickets/" + ticket + "/" + command);
    }

    Response asHolder(String token, String ticket, String command) {
        return given().auth().oauth2(token).post("/api/tickets/" + ticket + "/" + command);
    }

    static String codeIn(JsonPath answer) {
        String url = answer.getString("claimUrl");
        return url.substring(url.indexOf("?claim=") + "?claim=".length());
    }

    private static int hash() {
        return UUID.randomUUID().hashCode() & 0xffff;
    }
}
