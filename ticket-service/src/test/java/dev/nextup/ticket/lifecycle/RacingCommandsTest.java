package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

@QuarkusTest
class RacingCommandsTest {

    private Demo demo;
    private TicketDesk desk;

    @BeforeEach
    void nobodyWaits() {
        demo = Demo.load();
        desk = new TicketDesk(demo);
        demo.drain("BLD");
    }

    @RepeatedTest(5)
    void of_a_call_and_a_cancellation_one_wins_and_the_other_sees_its_result() throws Exception {
        JsonPath ticket = demo.takeTicket("BLD");
        String id = ticket.getString("id");
        Callable<Response> call =
                () -> demo.asClerk().header("If-Match", "1").post("/api/tickets/" + id + "/call");
        Callable<Response> cancel =
                () -> demo.asClerk().header("If-Match", "1").post("/api/tickets/" + id + "/cancel");

        List<Response> answers = TicketDesk.inParallel(List.of(call, cancel));

        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 409);
        String won = path(answers, 200, "status");
        assertThat(won).isIn("CALLED", "CANCELLED");
        assertThat(path(answers, 409, "ticket.status")).isEqualTo(won);
        assertThat(desk.read(id).getString("status")).isEqualTo(won);
    }

    @RepeatedTest(5)
    void a_customer_leaving_while_the_next_is_called_is_either_called_or_gone() throws Exception {
        JsonPath ticket = demo.takeTicket("BLD");
        String id = ticket.getString("id");
        String other = demo.takeTicket("BLD").getString("id");
        String queue = "/api/queues/" + demo.service("BLD") + "/call-next";

        List<Response> answers =
                TicketDesk.inParallel(
                        List.of(
                                () -> demo.asClerk().post(queue),
                                () -> desk.holder(ticket, "cancel", "{}")));

        Response called = answers.get(0);
        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(called.jsonPath().getString("id")).isIn(id, other);
        assertThat(desk.read(id).getString("status")).isEqualTo("CANCELLED");
        assertThat(desk.read(id).getInt("callCount"))
                .isEqualTo(called.jsonPath().getString("id").equals(id) ? 1 : 0);
    }

    @RepeatedTest(3)
    void two_desks_recalling_make_two_calls_one_after_the_other() throws Exception {
        String id = demo.takeTicket("BLD").getString("id");
        desk.staff(id, "call");

        List<Response> answers =
                TicketDesk.inParallel(
                        List.of(() -> desk.staff(id, "recall"), () -> desk.staff(id, "recall")));

        assertThat(answers)
                .extracting(r -> r.jsonPath().getInt("callCount"))
                .containsExactlyInAnyOrder(2, 3);
        assertThat(PublishedEvents.of(id, 4))
                .extracting(e -> e.at("/data/callId").asText())
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @RepeatedTest(3)
    void opposite_transfers_and_calls_do_not_block_each_other_for_good() throws Exception {
        String here = demo.takeTicket("BLD").getString("id");
        String there = demo.takeTicket("GEN").getString("id");
        String toGen = "{\"serviceId\":\"" + demo.service("GEN") + "\"}";
        String toBld = "{\"serviceId\":\"" + demo.service("BLD") + "\"}";

        List<Response> answers =
                TicketDesk.inParallel(
                        List.of(
                                () -> desk.staff(here, "transfer", toGen),
                                () -> desk.staff(there, "transfer", toBld),
                                () -> desk.staff(here, "confirm"),
                                () -> desk.staff(there, "confirm")));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(desk.read(here).getString("serviceId")).isEqualTo(demo.service("GEN"));
        assertThat(desk.read(there).getString("serviceId")).isEqualTo(demo.service("BLD"));
        demo.drain("GEN");
        demo.drain("BLD");
    }

    private static String path(List<Response> answers, int status, String path) {
        return answers.stream()
                .filter(r -> r.statusCode() == status)
                .findFirst()
                .orElseThrow()
                .jsonPath()
                .getString(path);
    }
}
