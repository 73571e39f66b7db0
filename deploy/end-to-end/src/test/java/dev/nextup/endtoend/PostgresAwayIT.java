package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.local.postgres.LocalPostgres;
import dev.nextup.local.process.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without PostgreSQL nothing can be taken; clients are told so, and nothing answered is lost. */
class PostgresAwayIT {

    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration NO_HANG = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private final Ledger ledger = new Ledger();
    private final Replicas replicas = new Replicas();

    @ParameterizedTest
    @EnumSource
    void a_restart_of_postgresql_under_load_loses_nothing_that_was_answered(End end)
            throws Exception {
        try (RunningOffice office = RunningOffice.open()) {
            office.clients().forEach(replicas::join);
            List<String> counters = office.table().counters(office.demo().citizens());
            try (Traffic traffic = new Traffic(office.demo(), counters, replicas, ledger, 4)) {
                traffic.start(PAUSE);
                ledger.awaitAnswers(200);
                String recovery = restart(office, end);
                ledger.awaitAnswers(200);
                traffic.finish();
                String numbers = Witnesses.mustAgree(office.system(), ledger, NO_HANG);
                System.out.printf(
                        "PostgresAwayIT %s: %s, failures %s, %s%n",
                        end, recovery, failures(), numbers);
            }
        }
        assertThat(ledger.serverErrors())
                .as("5xx answers")
                .allMatch(Answer::isProblem)
                .allMatch(answer -> answer.took().compareTo(NO_HANG) < 0);
        assertThat(ledger.answers()).allMatch(answer -> answer.took().compareTo(NO_HANG) < 0);
        assertThat(ledger.timesCutOff()).as("connections refused or broken").isZero();
    }

    private String restart(RunningOffice office, End end) {
        LocalPostgres postgres = office.system().postgres();
        end.way.accept(postgres);
        await("not ready without its database")
                .atMost(RECOVERY)
                .until(() -> office.replicas().stream().noneMatch(ServiceProcess::isReady));
        int failed = ledger.serverErrors().size();
        await("clients are told")
                .pollDelay(AWAY)
                .atMost(NO_HANG)
                .until(() -> ledger.serverErrors().size() > failed);
        postgres.start();
        long begin = System.nanoTime();
        int before = ledger.answers().size();
        await("answers again").atMost(RECOVERY).until(() -> ledger.answers().size() > before);
        long answered = System.nanoTime();
        await("ready again")
                .atMost(RECOVERY)
                .until(() -> office.replicas().stream().allMatch(ServiceProcess::isReady));
        return "first answer after %d ms, ready after %d ms"
                .formatted(
                        TimeUnit.NANOSECONDS.toMillis(answered - begin),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    /** How often clients saw which refusal, and how long the slowest of it took. */
    private Map<String, String> failures() {
        Map<String, List<Duration>> byKind =
                ledger.serverErrors().stream()
                        .collect(
                                Collectors.groupingBy(
                                        a -> a.status() + " " + a.text("code"),
                                        TreeMap::new,
                                        Collectors.mapping(Answer::took, Collectors.toList())));
        Map<String, String> summary = new TreeMap<>();
        byKind.forEach(
                (kind, times) ->
                        summary.put(
                                kind,
                                "%d times, at most %d ms"
                                        .formatted(
                                                times.size(),
                                                Ledger.percentile(times, 1).toMillis())));
        return summary;
    }

    /** How PostgreSQL goes. */
    enum End {
        ORDERLY(LocalPostgres::stop),
        CRASH(LocalPostgres::kill);

        private final Consumer<LocalPostgres> way;

        End(Consumer<LocalPostgres> way) {
            this.way = way;
        }
    }
}
