package dev.nextup.ticket.edge;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.nextup.test.OldSchema;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A new version on an old schema: it says so, breaks nothing, and goes on once it is migrated. */
@QuarkusTest
@TestProfile(MigrationRequiredTest.WithoutDemo.class)
class MigrationRequiredTest {

    @Test
    void the_api_says_what_to_run_until_it_was_run() {
        for (Response answer :
                List.of(
                        given().get("/api/organizations/demo"),
                        given().contentType("application/json").body("{}").post("/api/tickets"),
                        given().contentType("application/json").body("{}").post("/api/auth/login"),
                        given().get("/api/auth/jwks"),
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

        OldSchema.migrate();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        given().get("/api/organizations/demo")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-organization"));
    }

    /** Which would be written at start. */
    public static final class WithoutDemo extends OldSchema {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("nextup.demo", "false");
            return overrides;
        }
    }
}
