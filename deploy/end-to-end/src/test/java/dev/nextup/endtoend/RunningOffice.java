package dev.nextup.endtoend;

import dev.nextup.local.process.ServiceProcess;
import dev.nextup.test.LocalSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PostgreSQL, Kafka and replicas of ticket-service, ready, with the demo organisation.
 *
 * @param clients one per replica, in their order
 */
record RunningOffice(
        LocalSystem system,
        List<ServiceProcess> replicas,
        List<TicketClient> clients,
        DemoOffice demo,
        TicketTable table)
        implements AutoCloseable {

    /** Generous: builds may keep all cores busy. */
    static final Duration START_LIMIT = Duration.ofSeconds(90);

    /** With two replicas. */
    static RunningOffice open() throws Exception {
        return open(2);
    }

    static RunningOffice open(int size) throws Exception {
        return open(size, Map.of());
    }

    /**
     * @param environment of every service
     */
    static RunningOffice open(int size, Map<String, String> environment) throws Exception {
        LocalSystem system = LocalSystem.start(environment);
        try {
            Map<String, String> demo = Map.of("NEXTUP_DEMO", "true");
            List<ServiceProcess> replicas =
                    Stream.generate(() -> system.service("ticket-service", demo))
                            .limit(size)
                            .toList();
            replicas.forEach(ServiceProcess::start);
            replicas.forEach(replica -> replica.awaitReady(START_LIMIT));
            List<TicketClient> clients =
                    replicas.stream().map(r -> new TicketClient(r.address())).toList();
            return new RunningOffice(
                    system,
                    replicas,
                    clients,
                    DemoOffice.visit(clients.get(0)),
                    new TicketTable(system.postgres()));
        } catch (Exception | AssertionError e) {
            system.close();
            throw e;
        }
    }

    @Override
    public void close() {
        system.close();
    }
}
