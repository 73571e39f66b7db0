package dev.nextup.bench.push;

import dev.nextup.bench.push.WillingPushService.Taken;
import dev.nextup.event.Topics;
import dev.nextup.local.postgres.LocalPostgres;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets calls pile up in front of the dispatcher, and watches how it works them off. */
final class Draining implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String GROUP = "notification-dispatcher-ticket-events";

    private static final String BOUND =
            "SELECT count(*) FROM recipient WHERE active AND ticket_id = ANY (?)";

    private static final String SETTLED =
            "SELECT count(DISTINCT d.ticket_id) FROM delivery d JOIN notification_logs l"
                    + " ON l.id = d.id WHERE d.organization_id = ? AND d.state = 'ACCEPTED'"
                    + " AND l.push_success";

    private final Broker broker;
    private final WillingPushService push;
    private final ServiceJvm dispatcher;
    private final List<Browser> browsers;
    private final Connection database;

    Draining(
            Broker broker,
            WillingPushService push,
            ServiceJvm dispatcher,
            List<Browser> browsers,
            LocalPostgres postgres)
            throws SQLException {
        this.broker = broker;
        this.push = push;
        this.dispatcher = dispatcher;
        this.browsers = browsers;
        this.database = postgres.connect("notification_dispatcher");
    }

    /**
     * From the moment in which the dispatcher goes on, with so many calls in Kafka, until each is
     * accepted, logged and committed.
     *
     * @throws IllegalStateException if one is lost or cannot be read
     */
    Cost drain(int people) throws Exception {
        Crowd crowd = Crowd.of(people, browsers);
        broker.write(Topics.SUBSCRIPTION_EVENTS, crowd.bindings(Sender.KEY_ID));
        await("bindings", 100, () -> count(BOUND, tickets(crowd)) == people);
        Map<UUID, byte[]> calls = crowd.calls();
        push.takeAll();

        dispatcher.hold();
        try {
            broker.write(Topics.TICKET_EVENTS, calls);
        } finally {
            dispatcher.release();
        }
        long start = System.nanoTime();
        Duration before = dispatcher.processorTime();
        await("messages", 2, () -> push.count() >= people);
        await("log rows", 10, () -> count(SETTLED, crowd.organization()) == people);
        await("offsets", 10, () -> broker.isRead(Topics.TICKET_EVENTS, GROUP));
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        Duration processor = dispatcher.processorTime().minus(before);

        check(crowd, push.takeAll());
        return new Cost(people, wall, processor);
    }

    private static void check(Crowd crowd, List<Taken> taken) {
        Map<String, Browser> byPath =
                crowd.browsers().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        entry -> Crowd.path(entry.getKey()), Map.Entry::getValue));
        Map<String, Long> read =
                taken.parallelStream()
                        .map(message -> opened(byPath, message))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        if (read.size() != crowd.size()) {
            throw new IllegalStateException(
                    "lost: %d of %d".formatted(crowd.size() - read.size(), crowd.size()));
        }
        if (taken.size() > crowd.size()) {
            System.out.printf("  %d messages came twice%n", taken.size() - crowd.size());
        }
    }

    /** The endpoint of a message that its browser can read. */
    private static String opened(Map<String, Browser> byPath, Taken message) {
        Browser browser = byPath.get(message.path());
        if (browser == null || !browser.canRead(message.request())) {
            throw new IllegalStateException("a message that nobody can read");
        }
        return message.path();
    }

    private Array tickets(Crowd crowd) throws SQLException {
        return database.createArrayOf("uuid", crowd.browsers().keySet().toArray());
    }

    private long count(String sql, Object parameter) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    private static void await(String what, long pauseMillis, Callable<Boolean> condition)
            throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            Thread.sleep(pauseMillis);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
