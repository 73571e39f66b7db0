package dev.nextup.ticket.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.Demo;
import dev.nextup.ticket.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A queue so long that its view does not fit into the buffers of a connection for long. */
@QuarkusTest
class SlowClientTest {

    /** More than twenty megabytes in all: no connection's buffers hold that. */
    private static final int MOST_CALLS = 400;

    private static final int LONG_QUEUE = 1_000;

    @TestHTTPResource URI server;
    @Inject Pool pool;
    @Inject MeterRegistry metrics;

    private Demo demo;
    private String path;

    @BeforeEach
    void fill() {
        demo = Demo.load();
        demo.drain("IDC");
        path = "/api/queues/" + demo.service("IDC") + "/events";
        pool.preparedQuery(
                        "INSERT INTO ticket (id, organization_id, service_id, issuing_service_id,"
                                + " service_day, series, number_in_series, number, status, created_at, version)"
                                + " SELECT gen_random_uuid(), s.organization_id, s.id, s.id, current_date + 1,"
                                + " 1000000, n, 'IDC-' || n, 'WAITING', now(), 1"
                                + " FROM service s, generate_series(1, $2) n WHERE s.id = $1")
                .execute(Tuple.of(UUID.fromString(demo.service("IDC")), LONG_QUEUE))
                .await()
                .indefinitely();
    }

    @AfterEach
    void clear() {
        pool.query(
                        "DELETE FROM ticket_transition WHERE ticket_id IN (SELECT id FROM ticket"
                                + " WHERE series = 1000000); DELETE FROM ticket WHERE series = 1000000")
                .execute()
                .await()
                .indefinitely();
    }

    @Test
    void a_client_that_does_not_read_holds_up_nobody_and_older_states_are_dropped()
            throws Exception {
        String token = TestTokens.staff(demo.organizationId, "employee");
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (Socket silent = new Socket();
                EventStream reader = EventStream.open(http, server.resolve(path), token)) {
            silent.setReceiveBufferSize(4 * 1024);
            silent.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            silent.getOutputStream().write(request(token));
            reader.next();

            for (int calls = 0; calls < MOST_CALLS && dropped() == 0; calls++) {
                String number =
                        demo.asClerk()
                                .post("/api/queues/" + demo.service("IDC") + "/call-next")
                                .jsonPath()
                                .getString("number");
                reader.next(data -> data.path("currentlyServing").asText().equals(number));
            }

            assertThat(dropped()).isPositive();
        }
    }

    private byte[] request(String token) {
        return ("GET "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + token
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private double dropped() {
        return metrics.counter("nextup.live.changes", "outcome", "dropped").count();
    }
}
