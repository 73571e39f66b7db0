package dev.nextup.ticket.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.ticket.Demo;
import dev.nextup.ticket.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VerifiedTokensTest {

    @Inject VerifiedTokens inUse;
    @Inject JWTAuthContextInfo info;

    private Demo demo;
    private String token;

    @BeforeEach
    void load() {
        demo = Demo.load();
        token = TestTokens.staff(demo.organizationId, "employee");
    }

    @Test
    void requests_with_one_token_verify_it_once() {
        int before = inUse.size();

        assertThat(read(token)).isEqualTo(200);
        assertThat(read(token)).isEqualTo(200);

        assertThat(inUse.size()).isEqualTo(before + 1);
    }

    @Test
    void a_token_that_has_expired_is_verified_again_each_time() throws Exception {
        Instant later = Instant.now().plusSeconds(3_600);
        VerifiedTokens now = new VerifiedTokens(Clock.systemUTC());
        VerifiedTokens afterwards = new VerifiedTokens(Clock.fixed(later, ZoneOffset.UTC));

        assertThat(now.parse(token, info)).isSameAs(now.parse(token, info));
        assertThat(afterwards.parse(token, info)).isNotSameAs(afterwards.parse(token, info));
    }

    @Test
    void what_one_context_accepts_another_still_refuses() throws Exception {
        VerifiedTokens tokens = new VerifiedTokens(Clock.systemUTC());
        JWTAuthContextInfo other = new JWTAuthContextInfo(info);
        other.setIssuedBy("https://somebody.example");
        tokens.parse(token, info);

        assertThatThrownBy(() -> tokens.parse(token, other)).isInstanceOf(ParseException.class);
    }

    @Test
    void a_token_that_does_not_verify_is_not_remembered() {
        int before = inUse.size();

        assertThat(read(TestTokens.forged(demo.organizationId))).isEqualTo(401);
        assertThat(read(TestTokens.expired(demo.organizationId))).isEqualTo(401);

        assertThat(inUse.size()).isEqualTo(before);
    }

    private int read(String bearer) {
        return given().auth().oauth2(bearer).get("/api/queues/" + demo.service("BLD")).statusCode();
    }
}
