package dev.nextup.dispatch.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How many connections a push service gets from one process. */
class ConnectionsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int LOOPS = Math.min(4, Runtime.getRuntime().availableProcessors());

    private final TestSender test = TestSender.on(VERTX);

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void over_http_2_each_loop_has_one_connection_to_each_origin() throws Exception {
        try (RecordingServer server = RecordingServer.start(VERTX, TlsVersion.HTTP_2)) {
            PushSender sender = test.make();

            sendAtOnce(sender, server.origin("127.0.0.1"), 500);
            assertThat(server.connections()).isEqualTo(LOOPS);
            sendAtOnce(sender, server.origin("127.0.0.1"), 500);
            assertThat(server.connections()).as("kept").isEqualTo(LOOPS);
            sendAtOnce(sender, server.origin("localhost"), 100);
            assertThat(server.connections()).as("two origins").isEqualTo(2 * LOOPS);

            assertThat(server.requests()).hasSize(1_100);
        }
    }

    @Test
    void over_http_1_each_loop_has_a_few_connections_and_keeps_them() throws Exception {
        try (RecordingServer server = RecordingServer.start(VERTX, TlsVersion.HTTP_1)) {
            PushSender sender = test.make();

            sendAtOnce(sender, server.origin("127.0.0.1"), 500);
            sendAtOnce(sender, server.origin("127.0.0.1"), 500);

            assertThat(server.requests()).hasSize(1_000);
            assertThat(server.connections()).isBetween(LOOPS, 32 * LOOPS);
        }
    }

    /** None waits for another's answer. */
    private void sendAtOnce(PushSender sender, String origin, int count) throws Exception {
        List<Future<PushReply>> all =
                IntStream.range(0, count)
                        .mapToObj(i -> sender.send(test.message(origin + "/" + i)))
                        .toList();

        Future.join(all).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(all)
                .allSatisfy(
                        sent -> assertThat(sent.result().outcome()).isEqualTo(new Accepted(201)));
    }
}
