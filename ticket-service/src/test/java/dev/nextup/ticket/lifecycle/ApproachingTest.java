package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApproachingTest {

    private static final String APPROACHING = "dev.nextup.ticket.approaching.v1";

    @Inject Pool pool;

    private Demo demo;
    private TicketDesk desk;

    @BeforeEach
    void nobodyWaits() {
        demo = Demo.load();
        desk = new TicketDesk(demo);
        demo.drain("BLD");
    }

    @AfterEach
    void everybodyIsCalled() {
        demo.drain("BLD");
        demo.drain("GEN");
    }

    @Test
    void the_holder_is_told_when_three_are_ahead_and_when_next_and_not_between() {
        List<String> tickets = take(6);
        String last = tickets.get(5);
        for (String ticket : tickets.subList(0, 5)) {
            desk.staff(ticket, "call");
        }
        desk.staff(last, "call");

        assertThat(positionsTold(last, 4)).containsExactly(4, 1);
    }

    @Test
    void who_is_near_when_the_ticket_is_taken_is_told_only_of_being_next() {
        List<String> tickets = take(4);
        for (String ticket : tickets) {
            desk.staff(ticket, "call");
        }

        assertThat(positionsTold(tickets.get(0), 2)).isEmpty();
        assertThat(positionsTold(tickets.get(3), 3)).containsExactly(1);
    }

    @Test
    void a_cancellation_a_skip_a_hold_and_a_transfer_bring_others_nearer_too() {
        List<String> tickets = take(8);
        desk.staff(tickets.get(3), "cancel");
        desk.staff(tickets.get(2), "skip");
        desk.staff(tickets.get(1), "hold");
        desk.staff(tickets.get(0), "transfer", "{\"serviceId\":\"" + demo.service("GEN") + "\"}");

        for (String told : tickets.subList(5, 8)) {
            assertThat(positionsTold(told, 2)).containsExactly(4);
        }
        assertThat(positionsTold(tickets.get(4), 3)).containsExactly(4, 1);
    }

    @Test
    void who_lets_others_pass_is_not_told_twice() {
        List<String> tickets = take(2);
        desk.staff(tickets.get(0), "delay", "{\"places\":1}");
        desk.staff(tickets.get(1), "delay", "{\"places\":1}");
        desk.staff(tickets.get(0), "call");
        desk.staff(tickets.get(1), "call");

        assertThat(positionsTold(tickets.get(0), 3)).isEmpty();
        assertThat(positionsTold(tickets.get(1), 4)).containsExactly(1);
    }

    @Test
    void parallel_calls_tell_each_threshold_at_most_once_and_nobody_far_is_told() throws Exception {
        List<String> tickets = take(20);
        Callable<Response> callNext =
                () -> demo.asClerk().post("/api/queues/" + demo.service("BLD") + "/call-next");

        TicketDesk.inParallel(Collections.nCopies(12, callNext));

        // Twelve are called; of the others the first four have at most three ahead. Calls that
        // share a transaction tell of the place after all of them.
        for (String called : tickets.subList(4, 12)) {
            assertThat(positionsTold(called))
                    .isSubsetOf(4, 3, 2, 1)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(2);
        }
        assertThat(positionsTold(tickets.get(12))).hasSizeLessThanOrEqualTo(2).endsWith(1);
        for (int place = 2; place <= 4; place++) {
            assertThat(positionsTold(tickets.get(11 + place)))
                    .singleElement(INTEGER)
                    .isBetween(place, 4);
        }
        for (String far : tickets.subList(16, 20)) {
            assertThat(desk.read(far).getLong("version")).isEqualTo(1);
        }
    }

    @Test
    void a_service_has_its_own_number_ahead() {
        tellAt(1);
        try {
            List<String> tickets = take(4);
            desk.staff(tickets.get(0), "call");
            desk.staff(tickets.get(1), "call");

            assertThat(positionsTold(tickets.get(2), 3)).containsExactly(2, 1);
            assertThat(positionsTold(tickets.get(3), 2)).containsExactly(2);

            tellAt(5);
            List<String> more = take(5);
            desk.staff(tickets.get(2), "call");

            // The others had at most five ahead when they were taken.
            assertThat(positionsTold(more.get(4), 2)).containsExactly(6);
        } finally {
            tellAt(null);
        }
    }

    private void tellAt(Integer ahead) {
        pool.preparedQuery("UPDATE service SET almost_turn_ahead = $1 WHERE id = $2")
                .executeAndAwait(Tuple.of(ahead, UUID.fromString(demo.service("BLD"))));
    }

    private List<String> take(int tickets) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < tickets; i++) {
            ids.add(demo.takeTicket("BLD").getString("id"));
        }
        return ids;
    }

    private List<Integer> positionsTold(String ticket) {
        return positionsTold(ticket, desk.read(ticket).getLong("version"));
    }

    private static List<Integer> positionsTold(String ticket, long version) {
        List<JsonNode> events = PublishedEvents.of(ticket, version);
        assertThat(events.get(events.size() - 1).at("/data/version").asLong()).isEqualTo(version);
        return events.stream()
                .filter(e -> e.get("type").asText().equals(APPROACHING))
                .map(e -> e.at("/data/position").asInt())
                .toList();
    }
}
