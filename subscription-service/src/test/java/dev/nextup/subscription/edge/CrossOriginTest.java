package dev.nextup.subscription.edge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.nextup.subscription.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls from other origins, of which one is allowed (src/test/resources/application.properties).
 */
@QuarkusTest
class CrossOriginTest {

    private static final String ALLOWED = "https://app.example";

    private final Customer customer = new Customer();

    @ParameterizedTest
    @ValueSource(strings = {"POST", "GET", "PUT", "DELETE"})
    void a_preflight_of_the_allowed_origin_says_what_it_may_send(String method) {
        preflight(ALLOWED, method)
                .options(Customer.PATH)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", equalTo(ALLOWED))
                .header("Access-Control-Allow-Methods", containsString(method))
                .header(
                        "Access-Control-Allow-Headers",
                        equalTo("Authorization, Content-Type, Idempotency-Key, If-Match"))
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Vary", containsString("origin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example",
                "https://app.example:444",
                "https://app.example.evil.example",
                "https://evilapp.example",
                "null"
            })
    void another_origin_is_told_nothing(String origin) {
        preflight(origin, "POST")
                .options(Customer.PATH)
                .then()
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Access-Control-Allow-Methods", nullValue());
        given().header("Origin", origin)
                .get("/api/notifications/vapid-public-key")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Vary", containsString("origin"));
    }

    @Test
    void answers_and_refusals_can_be_read_by_the_allowed_origin() {
        customer.request()
                .header("Origin", ALLOWED)
                .get(Customer.PATH)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(ALLOWED))
                .header("Access-Control-Expose-Headers", containsString("Retry-After"));
        given().header("Origin", ALLOWED)
                .get(Customer.PATH)
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", equalTo(ALLOWED));
        given().header("Origin", ALLOWED)
                .urlEncodingEnabled(false)
                .get("/api/x;y")
                .then()
                .statusCode(400)
                .header("Access-Control-Allow-Origin", equalTo(ALLOWED));
    }

    @Test
    void what_is_not_the_api_stays_with_its_own_origin() {
        given().header("Origin", ALLOWED)
                .get("/q/health/live")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    private static RequestSpecification preflight(String origin, String method) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type");
    }
}
