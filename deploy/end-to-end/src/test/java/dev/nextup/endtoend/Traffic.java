package dev.nextup.endtoend;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Several clients at once, from {@link #start} to {@link #finish}. */
final class Traffic implements AutoCloseable {

    /** All commands begun are answered this long after the replicas are back. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(90);

    private final List<RepeatingClient> clients;
    private final ScheduledExecutorService threads;
    private volatile boolean finishing;

    /**
     * @param counters one client calls to each of them; as many clients again call without
     * @param seed makes each client's wishes repeatable
     */
    Traffic(DemoOffice office, List<String> counters, Replicas replicas, Ledger ledger, long seed) {
        this(clientsOf(office, counters, replicas, ledger, seed));
    }

    Traffic(List<RepeatingClient> clients) {
        this.clients = clients;
        threads = Executors.newScheduledThreadPool(clients.size());
    }

    private static List<RepeatingClient> clientsOf(
            DemoOffice office, List<String> counters, Replicas replicas, Ledger ledger, long seed) {
        List<RepeatingClient> clients = new ArrayList<>();
        for (String counter : counters) {
            Random first = new Random(seed + clients.size());
            clients.add(new TrafficClient(office, first, counter, replicas, ledger));
            Random second = new Random(seed + clients.size());
            clients.add(new TrafficClient(office, second, null, replicas, ledger));
        }
        return clients;
    }

    /**
     * @param pause of each client between an answer and its next command
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a client notes its own surprises
    void start(Duration pause) {
        for (RepeatingClient client : clients) {
            threads.scheduleWithFixedDelay(
                    () -> client.step(!finishing), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** No new commands; returns when every command begun has been answered. */
    void finish() {
        finishing = true;
        await("all commands answered")
                .atMost(LAST_ANSWERS)
                .until(() -> clients.stream().allMatch(RepeatingClient::isIdle));
        close();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
