package dev.nextup.ticket.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StaffSessionTest {

    private static final String COOKIE = "nextup-session";

    @Inject Pool pool;

    @Test
    void the_cookie_is_out_of_reach_for_scripts_and_other_sites() {
        Cookie cookie = login().detailedCookie(COOKIE);

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Strict");
        assertThat(cookie.getPath()).isEqualTo("/api/auth");
        assertThat(cookie.isSecured()).isFalse();
    }

    @Test
    void with_https_the_cookie_never_travels_unencrypted() {
        PublicUrlConfig https = () -> URI.create("https://nextup.example");

        assertThat(new SessionCookie(https, Clock.systemUTC()).cleared().isSecure()).isTrue();
    }

    @Test
    void a_renewal_answers_like_a_login_with_a_new_cookie() {
        Response login = login();
        Response renewed = refresh(login.getCookie(COOKIE));

        renewed.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("member", equalTo(login.path("member")));
        assertThat(renewed.getCookie(COOKIE)).isNotEqualTo(login.getCookie(COOKIE));
        assertThat(refresh(renewed.getCookie(COOKIE)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_cookie_used_twice_ends_the_session_for_both_who_hold_it() {
        String first = login().getCookie(COOKIE);
        String second = refresh(first).getCookie(COOKIE);

        assertEnded(refresh(first));
        assertEnded(refresh(second));
    }

    @Test
    void after_logout_nothing_is_left_to_renew() {
        String cookie = login().getCookie(COOKIE);

        Response logout = given().cookie(COOKIE, cookie).post("/api/auth/logout");
        logout.then().statusCode(204);
        assertThat(logout.getCookie(COOKIE)).isEmpty();
        assertThat(logout.detailedCookie(COOKIE).getMaxAge()).isZero();

        assertEnded(refresh(cookie));
        given().post("/api/auth/logout").then().statusCode(204);
    }

    @Test
    void a_cookie_that_is_none_of_ours_renews_nothing() {
        assertEnded(given().post("/api/auth/refresh"));
        for (String cookie : new String[] {"x", ".", UUID.randomUUID() + ".x", "x.y.z"}) {
            assertEnded(refresh(cookie));
        }
    }

    @Test
    void only_a_hash_of_the_cookie_is_stored() {
        String cookie = login().getCookie(COOKIE);
        String secret = cookie.substring(cookie.indexOf('.') + 1);

        String stored =
                pool.query("SELECT string_agg(s::text, ' ') FROM staff_session s")
                        .execute()
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getString(0);

        assertThat(stored).contains(RandomSecret.hash(secret)).doesNotContain(secret);
    }

    @Test
    void a_deactivated_member_is_refused_at_the_next_renewal() {
        UUID member = LoginTest.member(pool, "leaving-" + UUID.randomUUID() + "@demo.test");
        String cookie = loginOf(member).getCookie(COOKIE);
        set(member, "UPDATE member SET active = false WHERE id = $1");

        assertEnded(refresh(cookie));

        set(member, "UPDATE member SET active = true WHERE id = $1");
        assertEnded(refresh(cookie));
    }

    @Test
    void an_expired_session_cannot_be_renewed() {
        UUID member = LoginTest.member(pool, "sleepy-" + UUID.randomUUID() + "@demo.test");
        String cookie = loginOf(member).getCookie(COOKIE);
        set(
                member,
                "UPDATE staff_session SET created_at = now() - interval '2 days',"
                        + " expires_at = now() - interval '1 second' WHERE member_id = $1");

        assertEnded(refresh(cookie));
    }

    @Test
    void however_often_it_is_renewed_a_session_ends_after_a_week() {
        SessionToken token = SessionToken.forNewSession();
        Instant start = Instant.parse("2026-11-25T09:00:00Z");
        StaffSessionEntity session = new StaffSessionEntity(UUID.randomUUID(), token, start);
        session.expiresAt = start.plus(StaffSessionEntity.LONGEST_LIFE);

        boolean renewed = session.rotate(token, token.rotated(), session.expiresAt.minusSeconds(9));

        assertThat(renewed).isTrue();
        assertThat(session.expiresAt).isEqualTo(start.plus(StaffSessionEntity.LONGEST_LIFE));
    }

    private static Response login() {
        return LoginTest.login("clerk@demo.test", "nextup-demo");
    }

    private Response loginOf(UUID member) {
        String email =
                pool.preparedQuery("SELECT email FROM member WHERE id = $1")
                        .execute(Tuple.of(member))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getString(0);
        return LoginTest.login(email, "nextup-demo");
    }

    private void set(UUID member, String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(member)).await().indefinitely();
    }

    private static Response refresh(String cookie) {
        return given().cookie(COOKIE, cookie).post("/api/auth/refresh");
    }

    private static void assertEnded(Response response) {
        response.then().statusCode(401).body("code", equalTo("session-ended"));
    }
}
