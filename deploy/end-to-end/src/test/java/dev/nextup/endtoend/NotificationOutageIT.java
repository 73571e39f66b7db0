package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.endtoend.Command.Kind;
import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.local.process.ChildProcess;
import dev.nextup.local.process.ServiceProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The dispatcher waits for what is away, as long as it takes, and takes no outage for a bad record:
 * whoever was called before or meanwhile is told when all is back.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NotificationOutageIT {

    /** Well within a call's deadline of five minutes, and longer than any client's patience. */
    private static final Duration AWAY = Duration.ofSeconds(30);

    /** Kafka's clients give up after a minute by default; whoever survives that is to be seen. */
    private static final Map<String, String> IMPATIENT =
            Map.of("KAFKA_REQUEST_TIMEOUT_MS", "5000", "KAFKA_DEFAULT_API_TIMEOUT_MS", "8000");

    private static final int VISITORS = 3;
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** From the return of what was away to the last push. */
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private static NotifiedOffice office;

    private final Visits visits = new Visits(office);

    @BeforeAll
    static void open() throws Exception {
        office = NotifiedOffice.open(1, IMPATIENT);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @AfterEach
    void noRecordIsTakenForPoison() {
        EventLog log = new EventLog(office.system().kafka().bootstrapServers());
        for (KafkaTopic topic : Topics.EVENTS) {
            assertThat(log.readAll(Topics.deadLettersOf(topic))).as(topic.name()).isEmpty();
        }
    }

    @Test
    @Order(2)
    void half_a_minute_without_postgresql_loses_no_notification() throws Exception {
        try (Traffic traffic = visits.traffic(VISITORS, 5)) {
            traffic.start(PAUSE);
            awaitCalls(20);
            office.system().postgres().stop();
            everybodyWaits(() -> !office.dispatchers().get(0).isReady());
            office.system().postgres().start();
            awaitCalls(20);
            traffic.finish();
        }
        report("PostgreSQL");
    }

    @Test
    @Order(1)
    void half_a_minute_without_kafka_loses_no_notification() throws Exception {
        try (Traffic traffic = visits.traffic(VISITORS, 6)) {
            traffic.start(PAUSE);
            // While the consumers have hardly begun: the first record of a partition is special to
            // them.
            awaitCalls(1);
            office.system().kafka().stop();
            int before = visits.ledger().changes(Kind.CALL).size();
            everybodyWaits(() -> true);
            assertThat(visits.ledger().changes(Kind.CALL))
                    .as("people are called without Kafka")
                    .hasSizeGreaterThan(before + 50);
            office.system().kafka().start();
            awaitCalls(20);
            traffic.finish();
        }
        report("Kafka");
    }

    /** Nobody dies of it, and what is away stays missed. */
    private static void everybodyWaits(java.util.function.BooleanSupplier missing) {
        await("without what is away")
                .pollInterval(Duration.ofSeconds(1))
                .during(AWAY)
                .atMost(AWAY.plusSeconds(20))
                .until(() -> missing.getAsBoolean() && dispatcherIsAlive());
    }

    private static boolean dispatcherIsAlive() {
        return office.dispatchers().stream()
                .map(ServiceProcess::process)
                .allMatch(process -> process.filter(ChildProcess::isAlive).isPresent());
    }

    private void awaitCalls(int more) {
        int before = visits.ledger().changes(Kind.CALL).size();
        await(more + " more calls")
                .atMost(RunningOffice.START_LIMIT)
                .until(() -> visits.ledger().changes(Kind.CALL).size() >= before + more);
    }

    private void report(String away) throws Exception {
        System.out.printf(
                "NotificationOutageIT: %d s without %s, %s%n",
                AWAY.toSeconds(), away, CallAccount.mustBalance(office, visits, RECOVERY));
    }
}
