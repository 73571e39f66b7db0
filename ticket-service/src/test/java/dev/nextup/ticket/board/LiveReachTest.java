package dev.nextup.ticket.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.ticket.organization.OtherOrganization;
import dev.nextup.ticket.reach.Deliveries;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LiveReachTest {

    @TestHTTPResource URI server;
    @Inject Pool pool;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<EventStream> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(EventStream::close);
    }

    @Test
    void staff_and_holder_are_told_that_a_notification_was_seen_and_boards_and_others_are_not()
            throws Exception {
        OtherOrganization office = OtherOrganization.create(pool);
        String department = office.department(office.branch());
        String service = office.service(department, "LIV");
        JsonPath ticket = office.takeTicket(service);
        String staff = office.token("employee");
        EventStream queue = open("/api/queues/" + service + "/events", staff);
        EventStream hall = open("/api/queues/" + department + "/events", staff);
        EventStream seenByStaff = open(path(ticket), staff);
        EventStream holder = open(path(ticket), ticket.getString("token"));
        JsonPath other = office.takeTicket(service);
        EventStream bystander = open(path(other), other.getString("token"));
        EventStream board = open("/api/queues/" + service + "/board/events", "");

        new Deliveries(pool, ticket.getString("id"), office.id())
                .notification(NotificationType.YOUR_TURN, 0)
                .acknowledged(Acknowledgement.SHOWN);

        Predicate<JsonNode> inQueue =
                data -> data.at("/waiting/0/reach/state").asText().equals("shown");
        queue.next(inQueue);
        hall.next(inQueue);
        Predicate<JsonNode> onTicket = data -> data.at("/reach/state").asText().equals("shown");
        seenByStaff.next(onTicket);
        holder.next(onTicket);
        office.as("employee").post("/api/tickets/" + other.getString("id") + "/skip").then();
        assertNothingOfItBefore(bystander, data -> data.path("status").asText().equals("NO_SHOW"));
        assertNothingOfItBefore(board, data -> data.path("waiting").asInt() == 1);
    }

    private static void assertNothingOfItBefore(EventStream stream, Predicate<JsonNode> last)
            throws InterruptedException {
        stream.next(
                data -> {
                    assertThat(data.toString()).doesNotContain("shown");
                    return last.test(data);
                });
    }

    private static String path(JsonPath ticket) {
        return "/api/tickets/" + ticket.getString("id") + "/events";
    }

    private EventStream open(String path, String token) {
        EventStream stream = EventStream.open(http, server.resolve(path), token);
        opened.add(stream);
        return stream;
    }
}
