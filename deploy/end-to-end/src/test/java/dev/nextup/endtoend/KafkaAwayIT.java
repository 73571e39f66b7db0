package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.local.process.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Taking and calling tickets does not depend on Kafka; what was missed is told when it is back. */
class KafkaAwayIT {

    private static final Duration AWAY = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Of 99 in 100 answers, on a machine that may be building something else. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    /** Of every answer: whoever waits for an absent broker waits five seconds at least. */
    private static final Duration NOT_WAITING_FOR_KAFKA = Duration.ofSeconds(5);

    /** From Kafka's first answer to the first event of the backlog. */
    private static final Duration RELAY_RECOVERY = Duration.ofSeconds(10);

    private final Ledger ledger = new Ledger();
    private final Replicas replicas = new Replicas();

    @Test
    void ninety_seconds_without_kafka_delay_events_and_nothing_else() throws Exception {
        try (RunningOffice office = RunningOffice.open()) {
            office.clients().forEach(replicas::join);
            List<String> counters = office.table().counters(office.demo().citizens());
            try (Traffic traffic = new Traffic(office.demo(), counters, replicas, ledger, 2)) {
                traffic.start(PAUSE);
                ledger.awaitAnswers(100);
                office.system().kafka().stop();
                int before = ledger.answers().size();
                staysReady(office, AWAY);
                assertThat(ledger.answers()).hasSizeGreaterThan(before + 500);
                long backlog = office.table().waitingInOutbox();
                String recovery = bringBack(office);
                traffic.finish();
                String numbers =
                        Witnesses.mustAgree(office.system(), ledger, Duration.ofSeconds(60));
                System.out.printf(
                        "KafkaAwayIT: backlog %d, %s, slowest answer %d ms, %s%n",
                        backlog, recovery, slowestAnswer().toMillis(), numbers);
                everybodyWasAnsweredPromptly();
            }
        }
    }

    @Test
    void a_crash_of_kafka_under_load_loses_nothing_and_doubles_nothing() throws Exception {
        try (RunningOffice office = RunningOffice.open()) {
            office.clients().forEach(replicas::join);
            List<String> counters = office.table().counters(office.demo().citizens());
            try (Traffic traffic = new Traffic(office.demo(), counters, replicas, ledger, 3)) {
                traffic.start(Duration.ofMillis(10));
                for (int crash = 0; crash < 2; crash++) {
                    ledger.awaitAnswers(200);
                    office.system().kafka().kill();
                    office.system().kafka().start();
                }
                traffic.finish();
            }
            String numbers = Witnesses.mustAgree(office.system(), ledger, Duration.ofSeconds(60));
            System.out.printf("KafkaAwayIT: two crashes, %s%n", numbers);
            everybodyWasAnsweredPromptly();
        }
    }

    private static void staysReady(RunningOffice office, Duration time) {
        await("ready without Kafka")
                .pollInterval(Duration.ofSeconds(1))
                .during(time)
                .atMost(time.plusSeconds(10))
                .until(() -> office.replicas().stream().allMatch(ServiceProcess::isReady));
    }

    /** Times are from Kafka's first answer. */
    private static String bringBack(RunningOffice office) throws Exception {
        office.system().kafka().start();
        long begin = System.nanoTime();
        EventLog log = new EventLog(office.system().kafka().bootstrapServers());
        int told = log.readAll().size();
        await("first event of the backlog")
                .atMost(RELAY_RECOVERY)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> log.readAll().size() > told);
        long first = System.nanoTime();
        await("backlog told")
                .atMost(Duration.ofSeconds(60))
                .until(() -> office.table().waitingInOutbox() < 20);
        return "first event after %d ms, backlog told after %d ms"
                .formatted(
                        TimeUnit.NANOSECONDS.toMillis(first - begin),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    private void everybodyWasAnsweredPromptly() {
        assertThat(ledger.serverErrors()).isEmpty();
        assertThat(ledger.timesCutOff()).isZero();
        assertThat(Ledger.percentile(times(), 0.99)).isLessThan(PROMPT);
        assertThat(slowestAnswer()).isLessThan(NOT_WAITING_FOR_KAFKA);
    }

    private Duration slowestAnswer() {
        return Ledger.percentile(times(), 1);
    }

    private List<Duration> times() {
        return ledger.answers().stream().map(Ledger.Entry::took).toList();
    }
}
