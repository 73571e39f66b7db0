package dev.nextup.ticket.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginTest {

    @Test
    void a_staff_token_verifies_with_the_published_keys_and_lasts_15_minutes() throws Exception {
        JsonPath login =
                login("Clerk@Demo.test", "nextup-demo").then().statusCode(200).extract().jsonPath();
        JsonWebKeySet keys = new JsonWebKeySet(given().get("/api/auth/jwks").asString());

        JwtClaims claims =
                new JwtConsumerBuilder()
                        .setExpectedIssuer("nextup")
                        .setVerificationKeyResolver(
                                new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                        .build()
                        .processToClaims(login.getString("accessToken"));

        assertThat(claims.getStringListClaimValue("groups")).containsExactly("employee");
        assertThat(claims.getStringClaimValue("org"))
                .isEqualTo(Demo.load().organizationId.toString());
        assertThat(claims.getSubject()).isEqualTo(login.getString("member.id"));
        assertThat(Duration.between(Instant.now(), Instant.parse(login.getString("expiresAt"))))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    }

    @Test
    void the_published_keys_hold_nothing_private() {
        assertThat(given().get("/api/auth/jwks").asString())
                .contains("\"kid\"")
                .doesNotContain("\"d\"");
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_answered_alike() {
        String wrong =
                login("clerk@demo.test", "wrong")
                        .then()
                        .statusCode(401)
                        .body("code", equalTo("login-failed"))
                        .extract()
                        .asString();
        String unknown =
                login("nobody@demo.test", "wrong").then().statusCode(401).extract().asString();

        assertThat(unknown).isEqualTo(wrong);
    }

    private static io.restassured.response.Response login(String email, String password) {
        return given().contentType("application/json")
                .body("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
                .post("/api/auth/login");
    }
}
