package dev.nextup.dispatch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ServiceStartTest {

    @Inject Pool pool;

    @Test
    void the_service_starts_and_is_healthy() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(
                        matchesPattern(
                                "(?s).*nextup_push_encoder\\{encoder=\"[a-z]+\"[^}]*} 1\\.0\n.*"));
    }

    @Test
    void the_service_works_in_a_schema_that_is_its_own() {
        String schema =
                "SELECT nspname || ' ' || pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = current_schema()";
        assertThat(
                        pool.query(schema)
                                .execute()
                                .await()
                                .indefinitely()
                                .iterator()
                                .next()
                                .getString(0))
                .isEqualTo("notification_dispatcher notification_dispatcher");
    }

    @Test
    void an_unknown_address_is_a_problem_and_an_ambiguous_path_is_refused() {
        given().get("/api/nothing-here")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
        given().urlEncodingEnabled(false)
                .get("/api/x;y")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad-path"));
    }
}
