package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.endtoend.Command.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An event follows its answer at once, whichever replica gave it and whichever relay leads. */
@Tag("alone")
class EventLatencyIT {

    private static final int TICKETS = 500;

    /**
     * Usual is under 20 ms. Without its wake-up calls the relay polls twice a second, hence a
     * median around 250 ms: the limit tells a broken bell from a busy machine.
     */
    private static final Duration MEDIAN_LIMIT = Duration.ofMillis(150);

    private final Ledger ledger = new Ledger();

    @Test
    void the_event_of_an_answered_change_is_readable_within_milliseconds() throws Exception {
        try (RunningOffice office = RunningOffice.open();
                EventTail tail =
                        EventTail.follow(
                                new EventLog(office.system().kafka().bootstrapServers()))) {
            for (TicketClient replica : office.clients()) {
                warmUp(office, replica);
                List<Duration> lags = lagsOf(office, replica, tail.receivedAt());
                System.out.printf(
                        "EventLatencyIT: %d events of one replica, p50 %d ms, p99 %d ms, slowest %d"
                                + " ms%n",
                        lags.size(),
                        Ledger.percentile(lags, 0.5).toMillis(),
                        Ledger.percentile(lags, 0.99).toMillis(),
                        Ledger.percentile(lags, 1).toMillis());
                assertThat(Ledger.percentile(lags, 0.5)).isLessThan(MEDIAN_LIMIT);
            }
        }
    }

    private void warmUp(RunningOffice office, TicketClient replica) throws Exception {
        for (int i = 0; i < 100; i++) {
            take(office, replica);
        }
    }

    private List<Duration> lagsOf(
            RunningOffice office, TicketClient replica, Map<Change, Long> receivedAt)
            throws Exception {
        int first = ledger.answers().size();
        for (int i = 0; i < TICKETS; i++) {
            take(office, replica);
        }
        List<Ledger.Entry> measured = ledger.answers().subList(first, first + TICKETS);
        await("all events")
                .until(() -> measured.stream().allMatch(e -> receivedAt.containsKey(e.change())));
        return measured.stream()
                .map(e -> Math.max(0, receivedAt.get(e.change()) - e.answeredAt()))
                .map(Duration::ofNanos)
                .toList();
    }

    private void take(RunningOffice office, TicketClient replica) throws Exception {
        Answer answer = replica.send(office.demo().take(office.demo().general(), ""));
        assertThat(answer.status()).isEqualTo(201);
        Change change = new Change(UUID.fromString(answer.text("id")), 1);
        ledger.answered(Kind.TAKE, change, answer.took(), replica);
    }
}
