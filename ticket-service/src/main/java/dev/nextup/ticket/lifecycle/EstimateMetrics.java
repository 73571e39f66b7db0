package dev.nextup.ticket.lifecycle;

import dev.nextup.ticket.queue.WaitEstimate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How good estimates are: {@code nextup.queue.estimate.error}, a histogram of how far the real wait
 * was from the middle of what the ticket's taker was told, by {@code outcome}: {@code inside} the
 * range that was told, {@code sooner} or {@code later}. The share of {@code inside} in the count is
 * the promise kept; look at the services' expected times and counters when {@code later} is more
 * than a third of it for a day.
 *
 * <p>Counts tickets that were called in turn for the first time, had not moved by themselves, and
 * were told an estimate at all; once each, since a ticket is called first only once. It is counted
 * just before the commit: one that fails then counts again when it is repeated.
 */
@Singleton
class EstimateMetrics {

    private final Timer inside;
    private final Timer sooner;
    private final Timer later;

    EstimateMetrics(MeterRegistry registry) {
        inside = timer(registry, "inside");
        sooner = timer(registry, "sooner");
        later = timer(registry, "later");
    }

    void called(Ticket before, Ticket.Decision.Accepted accepted) {
        WaitEstimate quote = before.quote();
        var calledAt = accepted.ticket().calledAt();
        boolean inTurn =
                accepted.command() == TicketCommand.CALL_NEXT
                        && before.callCount() == 0
                        && before.movedTo() == null;
        if (inTurn && quote != null && calledAt != null) {
            told(quote, Duration.between(before.createdAt(), calledAt));
        }
    }

    private void told(WaitEstimate quote, Duration waited) {
        long seconds = waited.toSeconds();
        Timer timer =
                seconds < quote.lowSeconds()
                        ? sooner
                        : seconds > quote.highSeconds() ? later : inside;
        Duration middle = Duration.ofSeconds(quote.lowSeconds() + quote.highSeconds()).dividedBy(2);
        timer.record(waited.minus(middle).abs());
    }

    private static Timer timer(MeterRegistry registry, String outcome) {
        return Timer.builder("nextup.queue.estimate.error")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofSeconds(1))
                .maximumExpectedValue(Duration.ofHours(4))
                .register(registry);
    }
}
