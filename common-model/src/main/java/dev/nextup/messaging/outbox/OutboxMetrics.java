package dev.nextup.messaging.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What an operator watches.
 *
 * <ul>
 *   <li>{@code nextup.outbox.published}: records in Kafka. Summed over replicas it equals the
 *       number of committed events; alert when it stands still while tickets are taken.
 *   <li>{@code nextup.outbox.delay}: age of the oldest record of each batch when Kafka had it.
 *       Alert above two seconds.
 *   <li>{@code nextup.outbox.failures}: interrupted attempts to lead or publish; each is retried.
 *       Alert when it grows for five minutes: Kafka or PostgreSQL is away.
 *   <li>{@code nextup.outbox.leader}: 1 on the replica whose relay is active, 0 elsewhere. The sum
 *       over replicas must be 1 but for a few seconds after a crash.
 * </ul>
 */
public final class OutboxMetrics {

    private final Counter published;
    private final Counter failures;
    private final Timer delay;
    private final AtomicBoolean leader = new AtomicBoolean();

    public OutboxMetrics(MeterRegistry registry) {
        published = registry.counter("nextup.outbox.published");
        failures = registry.counter("nextup.outbox.failures");
        delay = registry.timer("nextup.outbox.delay");
        registry.gauge("nextup.outbox.leader", leader, l -> l.get() ? 1 : 0);
    }

    void published(int records, Duration oldest) {
        published.increment(records);
        delay.record(oldest);
    }

    void failed() {
        failures.increment();
    }

    void leading(boolean leads) {
        leader.set(leads);
    }
}
