package dev.nextup.ticket.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TicketLimitTest.ThreePerMinute.class)
class TicketLimitTest {

    private Demo demo;

    @BeforeEach
    void load() {
        demo = Demo.load();
    }

    @AfterEach
    void leaveTheQueueEmpty() {
        demo.drain("GEN");
    }

    @Test
    void an_address_takes_so_many_tickets_a_minute_and_others_are_not_held_up() {
        for (int i = 0; i < 3; i++) {
            assertThat(take("192.0.2.1").statusCode()).isEqualTo(201);
        }

        Response refused = take("203.0.113.5, 192.0.2.1");
        refused.then().statusCode(429).body("code", equalTo("too-many-tickets"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);

        assertThat(take("192.0.2.2").statusCode()).isEqualTo(201);
    }

    private Response take(String forwardedFor) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", forwardedFor)
                .body(demo.ticketRequest("GEN"))
                .post("/api/tickets");
    }

    public static class ThreePerMinute implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("nextup.tickets-per-address-per-minute", "3");
        }
    }
}
