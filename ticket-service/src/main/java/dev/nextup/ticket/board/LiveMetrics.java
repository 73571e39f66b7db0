package dev.nextup.ticket.board;

import dev.nextup.ticket.board.LiveKey.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an operator watches.
 *
 * <ul>
 *   <li>{@code nextup.live.streams}, by {@code view} ({@code board}, {@code queue}, {@code
 *       ticket}): streams open on this replica. It follows the number of people with a page open.
 *   <li>{@code nextup.live.changes}, by {@code outcome}: {@code sent}, a state given to a client's
 *       connection, snapshots included; {@code dropped}, a state that a client was too slow for and
 *       that a newer one replaced. Their sum is what all clients were to be told. Alert when {@code
 *       dropped} is more than a tenth of {@code sent}: the way out is too narrow.
 *   <li>{@code nextup.live.records}, by {@code outcome}: {@code told}, and {@code unreadable}, a
 *       record that is skipped here (its readers who must not skip keep it as a dead letter).
 *       {@code told} grows as the topic does, on every replica. Alert when it stands still while
 *       tickets are called: screens are then up to half a minute late.
 *   <li>{@code nextup.live.reads}, by {@code outcome}: {@code done}, {@code failed}, which is tried
 *       again every second. Alert when {@code failed} grows for a minute: the database is away.
 * </ul>
 */
@Singleton
class LiveMetrics {

    private final Map<Kind, AtomicInteger> open = new EnumMap<>(Kind.class);
    private final Counter sent;
    private final Counter dropped;
    private final Counter told;
    private final Counter unreadable;
    private final Counter done;
    private final Counter failed;

    LiveMetrics(MeterRegistry registry) {
        for (Kind kind : Kind.values()) {
            AtomicInteger streams = new AtomicInteger();
            open.put(kind, streams);
            io.micrometer.core.instrument.Gauge.builder(
                            "nextup.live.streams", streams, AtomicInteger::get)
                    .tag("view", kind.tag())
                    .strongReference(true)
                    .register(registry);
        }
        sent = registry.counter("nextup.live.changes", "outcome", "sent");
        dropped = registry.counter("nextup.live.changes", "outcome", "dropped");
        told = registry.counter("nextup.live.records", "outcome", "told");
        unreadable = registry.counter("nextup.live.records", "outcome", "unreadable");
        done = registry.counter("nextup.live.reads", "outcome", "done");
        failed = registry.counter("nextup.live.reads", "outcome", "failed");
    }

    void opened(Kind kind) {
        open.computeIfAbsent(kind, k -> new AtomicInteger()).incrementAndGet();
    }

    void closed(Kind kind) {
        open.computeIfAbsent(kind, k -> new AtomicInteger()).decrementAndGet();
    }

    void sent() {
        sent.increment();
    }

    void dropped() {
        dropped.increment();
    }

    void told(int records) {
        told.increment(records);
    }

    void unreadable() {
        unreadable.increment();
    }

    void read() {
        done.increment();
    }

    void readFailed() {
        failed.increment();
    }
}
