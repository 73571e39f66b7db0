package dev.nextup.dispatch;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.nextup.test.OldSchema;
import dev.nextup.test.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A new version on an old schema: it says so, breaks nothing, and goes on once it is migrated. */
@QuarkusTest
@TestProfile(OldSchema.class)
class MigrationRequiredTest {

    private static final String API = "/api/notifications/";

    @Inject Pool pool;

    private final TestTicket ticket = new TestTicket();

    @Test
    void the_api_says_what_to_run_until_it_was_run() {
        for (Response answer :
                List.of(
                        staff().body("{}").post(API + "push"),
                        staff().body("{}").post(API + "test"),
                        staff().get(API + "logs"),
                        given().contentType("application/json").body("{}").post(API + "ack"),
                        given().post(API + "receipts"),
                        given().get("/api/nothing-here"))) {
            answer.then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", equalTo("10"))
                    .body("code", equalTo("migration-required"))
                    .body("error", equalTo("Database migration required"))
                    .body("migrationRequired", equalTo(true))
                    .body("pending", hasSize(1));
        }
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.data.error", hasItem("Database migration required"));
        ticket.created();

        OldSchema.migrate();

        await().atMost(TicketTables.SOON)
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        staff().queryParam("organizationId", ticket.organizationId)
                .get(API + "logs")
                .then()
                .statusCode(200);
        new TicketTables(pool, ticket.id).awaitStates("ticket_created PLANNED");
    }

    private RequestSpecification staff() {
        return given().auth()
                .oauth2(TestTokens.staff(ticket.organizationId))
                .contentType("application/json");
    }
}
