package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.local.postgres.LocalPostgres;
import dev.nextup.local.process.ServiceProcess;
import dev.nextup.local.secret.SecretFiles;
import dev.nextup.test.Repository;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Where a crowd comes to: two replicas of ticket-service alone, or the whole system that a person
 * has started with {@code deploy/local/up}, through its gateway.
 *
 * @param addresses of the replicas, or of the gateway
 */
record Hall(DemoOffice demo, TicketTable table, EventLog log, List<URI> addresses, Closing closing)
        implements AutoCloseable {

    /** Ports of {@code up}, counted from the gateway's. */
    private static final int POSTGRES = 5;

    private static final int KAFKA = 6;

    /** {@code -Dnextup.crowd.port}: that of a running {@code up}; without it, replicas. */
    static Hall open() throws Exception {
        Integer port = Integer.getInteger("nextup.crowd.port");
        return port == null ? ofReplicas() : ofRunning(port);
    }

    private static Hall ofReplicas() throws Exception {
        RunningOffice office = RunningOffice.open();
        return new Hall(
                office.demo(),
                office.table(),
                new EventLog(office.system().kafka().bootstrapServers()),
                office.replicas().stream().map(ServiceProcess::address).toList(),
                office::close);
    }

    /** Nobody may have been there before, since every ticket is to be accounted for. */
    private static Hall ofRunning(int port) throws Exception {
        Path data =
                Path.of(
                        System.getProperty(
                                "nextup.crowd.data",
                                Repository.home().resolve("deploy/local/data").toString()));
        URI gateway = URI.create("http://localhost:" + port);
        LocalPostgres postgres =
                new LocalPostgres(
                        data.resolve("postgres"),
                        data.resolve("logs/postgresql.log"),
                        port + POSTGRES,
                        new SecretFiles(data.resolve("secrets")));
        TicketTable table = new TicketTable(postgres);
        assertThat(table.rows())
                .as("tickets of before: start `deploy/local/up --reset` first")
                .isEmpty();
        return new Hall(
                DemoOffice.visit(new TicketClient(gateway)),
                table,
                new EventLog("localhost:" + (port + KAFKA)),
                List.of(gateway),
                () -> {});
    }

    /** Waits until everything that happened is in Kafka, then compares all accounts of it. */
    String mustAgree(Ledger ledger, Duration patience) throws SQLException {
        return Witnesses.mustAgree(table, log, ledger, patience);
    }

    @Override
    public void close() {
        closing.close();
    }

    private interface Closing {
        void close();
    }
}
