package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HolderCommandTest {

    private Demo demo;
    private TicketDesk desk;
    private JsonPath first;
    private JsonPath second;
    private JsonPath third;

    @BeforeEach
    void threeWait() {
        demo = Demo.load();
        desk = new TicketDesk(demo);
        demo.drain("BLD");
        first = demo.takeTicket("BLD");
        second = demo.takeTicket("BLD");
        third = demo.takeTicket("BLD");
    }

    @AfterEach
    void nobodyWaits() {
        demo.drain("BLD");
    }

    @Test
    void a_customer_leaves_once_and_the_others_move_up() {
        desk.holder(first, "cancel", "{}").then().statusCode(200);
        desk.holder(first, "cancel", "{}")
                .then()
                .statusCode(409)
                .body("code", equalTo("illegal-transition"))
                .body("ticket.status", equalTo("CANCELLED"));

        assertThat(desk.read(id(second)).getInt("position")).isEqualTo(1);
        assertThat(PublishedEvents.of(id(first), 2).get(1).at("/data/reason").asText())
                .isEqualTo("customer");
    }

    @Test
    void a_customer_cannot_cancel_anothers_ticket() {
        given().auth()
                .oauth2(second.getString("token"))
                .post("/api/tickets/" + id(first) + "/cancel")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-ticket"));
        assertThat(desk.read(id(first)).getString("status")).isEqualTo("WAITING");
    }

    @Test
    void exactly_as_many_pass_as_the_customer_lets_pass() {
        desk.holder(first, "delay", "{\"places\":1}")
                .then()
                .statusCode(200)
                .body("position", equalTo(2))
                .body("delaysLeft", equalTo(2));

        assertThat(desk.waiting("BLD")).containsExactly(id(second), id(first), id(third));
        assertThat(PublishedEvents.types(PublishedEvents.of(id(first), 2)))
                .containsExactly("created", "delayed");
    }

    @Test
    void with_fewer_behind_all_pass_and_who_comes_later_does_not() {
        desk.holder(second, "delay", "{\"places\":10}").then().body("position", equalTo(3));
        JsonPath later = demo.takeTicket("BLD");

        assertThat(desk.waiting("BLD"))
                .containsExactly(id(first), id(third), id(second), id(later));
    }

    @Test
    void others_pass_three_times_and_no_more() {
        for (int i = 0; i < 3; i++) {
            desk.holder(first, "delay", "{\"places\":1}").then().statusCode(200);
        }

        desk.holder(first, "delay", "{\"places\":1}")
                .then()
                .statusCode(409)
                .body("code", equalTo("delay-limit-reached"))
                .body("ticket.delaysLeft", equalTo(0));
    }

    @Test
    void none_or_eleven_cannot_pass() {
        for (int places : new int[] {0, 11, -1}) {
            desk.holder(first, "delay", "{\"places\":" + places + "}")
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("invalid-places"));
        }
    }

    @Test
    void saying_i_am_here_changes_no_state_and_staff_see_it() {
        desk.holder(first, "confirm", "{}")
                .then()
                .statusCode(200)
                .body("status", equalTo("WAITING"))
                .body("version", equalTo(2))
                .body("confirmedAt", notNullValue());

        demo.asClerk()
                .get("/api/queues/" + demo.service("BLD"))
                .then()
                .body("waiting[0].confirmedAt", notNullValue())
                .body("waiting[1].confirmedAt", equalTo(null));
    }

    private static String id(JsonPath ticket) {
        return ticket.getString("id");
    }
}
