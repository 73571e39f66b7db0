package dev.nextup.ticket.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginTest {

    @Inject Pool pool;

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

    @Test
    void after_five_failures_even_the_right_password_waits() {
        String email = "guessed-" + UUID.randomUUID() + "@demo.test";
        member(pool, email);
        for (int i = 0; i < 5; i++) {
            assertThat(loginFrom("192.0.2.1", email, "wrong").statusCode()).isEqualTo(401);
        }

        Response refused = loginFrom("192.0.2.1", email.toUpperCase(Locale.ROOT), "nextup-demo");

        refused.then().statusCode(429).body("code", equalTo("too-many-attempts"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(800, 900);
        assertThat(loginFrom("192.0.2.2", email, "nextup-demo").statusCode()).isEqualTo(200);
    }

    @Test
    void after_the_pause_there_are_five_tries_again() {
        String email = "patient-" + UUID.randomUUID() + "@demo.test";
        for (int i = 0; i < 5; i++) {
            loginFrom("192.0.2.3", email, "wrong");
        }
        pool.query("UPDATE login_attempt SET last_failed_at = now() - interval '15 minutes'")
                .execute()
                .await()
                .indefinitely();

        for (int i = 0; i < 5; i++) {
            assertThat(loginFrom("192.0.2.3", email, "wrong").statusCode()).isEqualTo(401);
        }
        assertThat(loginFrom("192.0.2.3", email, "wrong").statusCode()).isEqualTo(429);
    }

    @Test
    void a_success_forgets_the_failures_before_it() {
        String email = "clumsy-" + UUID.randomUUID() + "@demo.test";
        member(pool, email);
        for (int i = 0; i < 8; i++) {
            String password = i % 4 == 3 ? "nextup-demo" : "wrong";
            assertThat(loginFrom("192.0.2.4", email, password).statusCode())
                    .isEqualTo(i % 4 == 3 ? 200 : 401);
        }
    }

    @Test
    void parallel_guesses_get_no_more_than_five_tries() {
        String email = "rushed-" + UUID.randomUUID() + "@demo.test";
        List<CompletableFuture<Integer>> guesses =
                IntStream.range(0, 12)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        loginFrom("192.0.2.5", email, "wrong")
                                                                .statusCode()))
                        .toList();

        assertThat(guesses.stream().map(CompletableFuture::join).filter(s -> s == 401)).hasSize(5);
    }

    static Response login(String email, String password) {
        return loginFrom("192.0.2.99", email, password);
    }

    private static Response loginFrom(String address, String email, String password) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", address)
                .body("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
                .post("/api/auth/login");
    }

    /** A member of the demo organisation with the password of all its members. */
    static UUID member(Pool pool, String email) {
        UUID id = UUID.randomUUID();
        pool.preparedQuery(
                        "INSERT INTO member (id, organization_id, email, name, role, password_hash)"
                                + " SELECT $1, organization_id, $2, 'Somebody', 'employee', password_hash"
                                + " FROM member WHERE email = 'clerk@demo.test'")
                .execute(Tuple.of(id, email))
                .await()
                .indefinitely();
        return id;
    }
}
