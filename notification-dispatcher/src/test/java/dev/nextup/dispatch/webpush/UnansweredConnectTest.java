package dev.nextup.dispatch.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.local.push.PushService;
import dev.nextup.local.push.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A push service whose host answers no attempt to connect: its queue of connections is full. */
class UnansweredConnectTest {

    private static final int MORE_THAN_ANY_QUEUE = 64;

    /** As many as one push service is sent to at once, over HTTP/1.1. */
    private static final int MANY = 40;

    /** So that nothing is given up while the test runs, however slow the machine. */
    private static final Patience ENDLESS =
            new Patience(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(5));

    private final Vertx vertx = Vertx.vertx();
    private final TestSender test = TestSender.on(vertx).impatient();
    private final List<Socket> queued = new ArrayList<>();
    private ServerSocket full;

    @BeforeEach
    void fill() throws IOException {
        full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try {
            while (queued.size() < MORE_THAN_ANY_QUEUE) {
                Socket socket = new Socket();
                queued.add(socket);
                socket.connect(full.getLocalSocketAddress(), 500);
            }
        } catch (SocketTimeoutException expected) {
            return;
        }
        throw new IllegalStateException("a full queue still answers here");
    }

    @AfterEach
    void close() throws Exception {
        for (Socket socket : queued) {
            socket.close();
        }
        full.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void it_is_given_up_for_now(String scheme) throws Exception {
        PushOutcome outcome = TestSender.send(test.make(), unanswered(scheme));

        // Whichever limit a busy machine comes to first.
        assertThat(outcome)
                .isIn(new TryLater(null, "connection", null), new TryLater(null, "timeout", null));
    }

    @Test
    void others_are_sent_to_meanwhile() throws Exception {
        try (PushService service = PushService.start(Settings.FOR_A_TEST)) {
            SimulatedBrowser browser =
                    SimulatedBrowser.subscribe(
                            HttpClient.newHttpClient(),
                            service.publicUrl(),
                            TestSender.RING.newest().publicKey());
            PushSender sender = test.patience(ENDLESS).make();
            List<Future<PushReply>> hanging =
                    Stream.generate(() -> unanswered("https"))
                            .limit(MANY)
                            .map(sender::send)
                            .toList();

            PushOutcome outcome = TestSender.send(sender, test.message(browser, "x", 60));

            assertThat(outcome).isEqualTo(new Accepted(201));
            assertThat(hanging).noneMatch(Future::isComplete);
        }
    }

    private PushMessage unanswered(String scheme) {
        return test.message(scheme + "://127.0.0.1:" + full.getLocalPort() + "/push/x");
    }
}
