package dev.nextup.dispatch.delivery;

import static dev.nextup.dispatch.TicketTables.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.dispatch.origin.Origins;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.local.push.PushService;
import dev.nextup.local.push.Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A process that has just begun and has few places. Its clock is in a year in which nothing else is
 * due, so that the worker of this service leaves alone what it is to send.
 */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class SlowPushServiceTest {

    private static final String SILENT_FOR_A_WHILE = "[{\"status\":201,\"delayMs\":3000}]";
    private static final Duration BEFORE_IT_SPEAKS = Duration.ofMillis(2_500);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2100-01-03T00:00:00Z"), ZoneOffset.UTC);

    @Inject Pool pool;
    @Inject VapidKeyRing ring;
    @Inject Deliveries deliveries;
    @Inject Attempts attempts;
    @Inject Results results;
    @Inject Origins origins;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final List<TestTicket> tickets = new ArrayList<>();

    @AfterEach
    void forget() {
        tickets.forEach(t -> run(t, "DELETE FROM known_ticket WHERE id = $1"));
    }

    @Test
    void one_that_says_nothing_keeps_nobody_from_being_told_by_another() throws Exception {
        try (PushService silent = PushService.start(Settings.FOR_A_TEST)) {
            for (int i = 0; i < 10; i++) {
                called(silent.publicUrl(), "2100-01-01").answer(SILENT_FOR_A_WHILE);
            }
            SimulatedBrowser other = called(pushService, "2100-01-02");
            DeliveryWorker young =
                    new DeliveryWorker(deliveries, attempts, results, origins, CLOCK);
            young.start(new StartupEvent());
            try {
                await().atMost(BEFORE_IT_SPEAKS)
                        .untilAsserted(
                                () -> assertThat(other.kinds()).containsExactly("your_turn"));
            } finally {
                young.stop(new ShutdownEvent());
            }
        }
    }

    private SimulatedBrowser called(String service, String due) throws Exception {
        TestTicket ticket = new TestTicket();
        tickets.add(ticket);
        TicketTables tables = new TicketTables(pool, ticket.id);
        ticket.withDeadlineAfter(Duration.ofDays(30_000)).called();
        tables.awaitStates("your_turn PLANNED");
        run(ticket, "UPDATE delivery SET next_attempt_at = '" + due + "' WHERE ticket_id = $1");
        SimulatedBrowser browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), service, ring.newest().publicKey());
        ticket.bound(browser, ring);
        await().atMost(SOON)
                .until(
                        () ->
                                tables.number(
                                                "SELECT count(push_service) FROM delivery WHERE ticket_id = $1")
                                        == 1);
        return browser;
    }

    private void run(TestTicket ticket, String sql) {
        new TicketTables(pool, ticket.id).run(sql);
    }
}
