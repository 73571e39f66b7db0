package dev.nextup.endtoend;

import static org.awaitility.Awaitility.await;

import dev.nextup.endtoend.Command.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Everything that clients were told, and how often they were told nothing. Thread-safe. */
final class Ledger {

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> serverErrors = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final Map<TicketClient, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private final Map<Kind, CompletableFuture<Void>> waitingForKind = new ConcurrentHashMap<>();

    void answered(Kind kind, Change change, Duration took, TicketClient replica) {
        entries.add(new Entry(kind, change, took, System.nanoTime()));
        complete(waiting.remove(replica));
        complete(waitingForKind.remove(kind));
    }

    private static void complete(@Nullable CompletableFuture<Void> listener) {
        if (listener != null) {
            listener.complete(null);
        }
    }

    void failed(Answer answer) {
        serverErrors.add(answer);
    }

    /** The connection was refused or broke; what became of the command is unknown. */
    void cutOff() {
        cutOff.incrementAndGet();
    }

    /** What no client should ever see. */
    void surprised(Throwable surprise) {
        surprises.add(surprise);
    }

    /** Completes as soon as this replica has answered one more change. */
    CompletableFuture<Void> nextAnswerOf(TicketClient replica) {
        return waiting.computeIfAbsent(replica, r -> new CompletableFuture<>());
    }

    /** Completes as soon as one more command of this kind has been answered. */
    CompletableFuture<Void> nextAnswerTo(Kind kind) {
        return waitingForKind.computeIfAbsent(kind, k -> new CompletableFuture<>());
    }

    /** Waits until this many more changes have been answered; a busy machine may take its time. */
    void awaitAnswers(int more) {
        int before = entries.size();
        await(more + " more answers")
                .atMost(RunningOffice.START_LIMIT)
                .until(() -> entries.size() >= before + more);
    }

    /** Answered changes in the order of their answers. */
    List<Entry> answers() {
        return List.copyOf(entries);
    }

    List<Change> changes(Kind kind) {
        return entries.stream().filter(e -> e.kind() == kind).map(Entry::change).toList();
    }

    List<Answer> serverErrors() {
        return List.copyOf(serverErrors);
    }

    List<Throwable> surprises() {
        return List.copyOf(surprises);
    }

    int timesCutOff() {
        return cutOff.get();
    }

    /**
     * @param share 0.5 for the median, 1 for the slowest
     */
    static Duration percentile(List<Duration> durations, double share) {
        List<Duration> sorted = new ArrayList<>(durations);
        sorted.sort(Comparator.naturalOrder());
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /**
     * An answered change.
     *
     * @param answeredAt on the clock of {@link System#nanoTime}
     */
    record Entry(Kind kind, Change change, Duration took, long answeredAt) {}
}
