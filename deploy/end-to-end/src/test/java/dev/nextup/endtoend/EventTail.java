package dev.nextup.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Follows the ticket topic and notes when each change became visible to committed readers. */
final class EventTail implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<Change, Long> receivedAt = new ConcurrentHashMap<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::follow, "event-tail");
    private volatile boolean closed;

    private EventTail(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Follows from the first record on. */
    static EventTail follow(EventLog log) {
        EventTail tail = new EventTail(log.consumer("read_committed"));
        tail.thread.start();
        return tail;
    }

    /** {@link System#nanoTime} at arrival, by change. */
    Map<Change, Long> receivedAt() {
        return receivedAt;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
        if (!failures.isEmpty()) {
            throw new AssertionError("the tail broke", failures.get(0));
        }
    }

    private void follow() {
        try (consumer) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(
                                r -> {
                                    TicketRecord record = EventLog.decode(r);
                                    receivedAt.putIfAbsent(record.change(), record.receivedAt());
                                });
            }
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }
}
