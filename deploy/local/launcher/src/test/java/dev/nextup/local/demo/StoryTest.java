package dev.nextup.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.local.Terminal;
import dev.nextup.local.process.FreePorts;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The story against a gateway of the test's own, on real HTTP; time passes by pauses only. */
@Timeout(60)
class StoryTest {

    private static Vertx vertx;

    private final TestPace pace = new TestPace();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private FakeGateway gateway;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @BeforeEach
    void start() throws Exception {
        gateway = FakeGateway.start(vertx, pace);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void theStoryEndsWithTheDecryptedNotification() {
        int exitCode = play(gateway.address());

        assertThat(exitCode).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(told())
                .containsSubsequence(
                        "ok organisation       0 ms   Demo Town Hall, General Enquiries: open",
                        "ok ticket             0 ms   GEN-009, WAITING, position 1",
                        "ok browser ",
                        "ok subscription       0 ms   the browser is bound to GEN-009",
                        "ok ticket_created   100 ms   received: About ticket_created",
                        "ok login              0 ms   clerk@demo.test, employee",
                        "ok call               0 ms   GEN-009, CALLED",
                        "ok your_turn        100 ms   received 87 ms after the answer of call-next",
                        "ok deliveries         0 ms   ticket_created ACCEPTED, your_turn ACCEPTED",
                        "ok completion         0 ms   GEN-009, COMPLETED",
                        "\"notificationType\" : \"your_turn\"",
                        "the whole story took 0.2 s");
        assertThat(gateway.completed()).containsExactly("GEN-009");
    }

    @Test
    void noSecretIsPrinted() {
        play(gateway.address());

        assertThat(told())
                .contains("\"ackToken\" : \"(masked)\"")
                .doesNotContain(
                        FakeGateway.ACK_TOKEN,
                        FakeGateway.TICKET_TOKEN,
                        FakeGateway.STAFF_TOKEN,
                        FakeGateway.ENDPOINT);
    }

    @Test
    void thoseAheadAreCalledAndCompletedFirst() {
        gateway.alreadyWaiting("GEN-007", "GEN-008");

        int exitCode = play(gateway.address());

        assertThat(exitCode).isZero();
        assertThat(told())
                .contains("GEN-007 was ahead: called and completed")
                .contains("GEN-008 was ahead: called and completed");
        assertThat(gateway.completed()).containsExactly("GEN-007", "GEN-008", "GEN-009");
    }

    @Test
    void callingEndsSomeTime() {
        gateway.alreadyWaiting(
                IntStream.range(0, 101).mapToObj(n -> "OLD-" + n).toArray(String[]::new));

        int exitCode = play(gateway.address());

        assertThat(exitCode).isEqualTo(1);
        assertThat(problem()).contains("100 tickets were ahead").contains("Try again");
        assertThat(gateway.completed()).hasSize(100);
    }

    @Test
    void aTicketThatSomebodyElseCalledIsMissed() {
        gateway.answers("POST /api/queues/general/call-next", 204, "");

        int exitCode = play(gateway.address());

        assertThat(exitCode).isEqualTo(1);
        assertThat(problem())
                .contains("nobody waits any more, and GEN-009 was not called")
                .contains("try again");
    }

    @Test
    void aRefusalIsQuotedWithAdvice() {
        gateway.answers(
                "POST /api/tickets",
                409,
                "{\"code\":\"queue-closed\",\"detail\":\"It takes no new tickets.\"}");

        int exitCode = play(gateway.address());

        assertThat(exitCode).isEqualTo(1);
        assertThat(problem())
                .isEqualTo(
                        """
                        ! ticket: POST /api/tickets answered 409 queue-closed: It takes no new tickets.
                          If the queue is closed or full: ./deploy/local/up --reset begins anew.
                        """);
    }

    @Test
    void aServiceThatIsAwayIsToBeWaitedFor() {
        gateway.answers("POST /api/auth/login", 503, "{\"code\":\"service-unavailable\"}");

        int exitCode = play(gateway.address());

        assertThat(exitCode).isEqualTo(1);
        assertThat(problem()).contains("503 service-unavailable").contains("Wait until `up` says");
    }

    @ParameterizedTest
    @CsvSource({"ticket_created, nothing", "your_turn, only ticket_created"})
    void aPushThatDoesNotArriveEndsTheStoryInTime(String kind, String received) {
        gateway.delays(kind, Duration.ofHours(1));

        int exitCode = play(gateway.address());

        assertThat(exitCode).isEqualTo(1);
        assertThat(told()).contains(".. waiting for %s (14.0 s)".formatted(kind));
        assertThat(problem())
                .contains(
                        "%s: waited 15 s in vain; the browser received %s"
                                .formatted(kind, received))
                .contains("log of notification-dispatcher");
    }

    @Test
    void aPushThatTakesLongerIsWaitedFor() {
        gateway.delays("your_turn", Duration.ofMillis(2500));

        int exitCode = play(gateway.address());

        assertThat(exitCode).isZero();
        assertThat(told())
                .contains(".. waiting for your_turn (1.0 s)", ".. waiting for your_turn (2.0 s)")
                .contains("ok your_turn         2.5 s   received 2500 ms after");
    }

    @Test
    void aMessageThatCannotBeDecryptedIsNamed() {
        gateway.answers(
                "GET /push/sim/sim/messages",
                200,
                """
                [{"receivedAt":"2026-03-02T09:00:00Z","payload":null,"decryptError":"wrong tag"}]
                """);

        int exitCode = play(gateway.address());

        assertThat(exitCode).isEqualTo(1);
        assertThat(problem()).contains("only what it could not decrypt (wrong tag)");
    }

    @Test
    void aDeliveryThatIsNotAcceptedEndsTheStoryInTime() {
        gateway.answers(
                "GET /api/notifications/logs",
                200,
                "{\"items\":[{\"notificationType\":\"your_turn\",\"status\":\"PENDING\"}]}");

        int exitCode = play(gateway.address());

        assertThat(exitCode).isEqualTo(1);
        assertThat(problem()).contains("the log has ticket_created missing, your_turn PENDING");
    }

    @Test
    void whereNothingListensTheAnswerIsToStartUp() {
        URI nobody = URI.create("http://localhost:" + FreePorts.find(1).get(0));

        int exitCode = play(nobody);

        assertThat(exitCode).isEqualTo(1);
        assertThat(told()).isEmpty();
        assertThat(problem())
                .contains("Nothing answers at " + nobody)
                .contains("Start ./deploy/local/up first, or name its port with --port");
    }

    @Test
    void whereSomethingElseListensItIsNotTakenForNextup() {
        gateway.answers("GET /api/organizations/demo", 200, "<html></html>");

        int exitCode = play(gateway.address());

        assertThat(exitCode).isEqualTo(1);
        assertThat(problem()).contains("Something other than Nextup answers at");
    }

    private int play(URI address) {
        return Main.play(address, terminal(out), terminal(err), pace);
    }

    private static Terminal terminal(ByteArrayOutputStream bytes) {
        return new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String problem() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
