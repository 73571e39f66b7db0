package dev.nextup.endtoend;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas on one database behave as one service. */
class TwoReplicasIT {

    private static final int PARALLEL = 20;

    private static RunningOffice running;
    private static List<TicketClient> replicas;
    private static DemoOffice office;
    private static TicketTable table;

    @BeforeAll
    static void startTwo() throws Exception {
        running = RunningOffice.open();
        replicas = running.clients();
        office = running.demo();
        table = running.table();
    }

    @AfterAll
    static void stopAll() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void sixty_parallel_calls_on_forty_tickets_call_each_once_and_in_order() throws Exception {
        inParallel(40, i -> office.take(office.buildingPermits(), ""));

        List<Answer> calls = inParallel(60, i -> office.callNext(office.buildingPermits(), ""));

        assertThat(withStatus(calls, 200)).hasSize(40).doesNotHaveDuplicates();
        assertThat(withStatus(calls, 204)).hasSize(20);
        List<TicketTable.Row> byArrival = table.rowsOf(office.buildingPermits());
        assertThat(byArrival)
                .hasSize(40)
                .allMatch(row -> row.status().equals("CALLED"))
                // Taken, called, and at most twice told that it is almost their turn.
                .allMatch(row -> row.version() >= 2 && row.version() <= 4)
                .isSortedAccordingTo(comparing(TwoReplicasIT::calledAt));
    }

    @Test
    void a_departments_calls_take_the_oldest_over_all_its_services() throws Exception {
        callAll(office.citizens());
        Set<UUID> before = idsOf(office.general(), office.identityCards());
        inParallel(
                40, i -> office.take(i % 2 == 0 ? office.general() : office.identityCards(), ""));

        List<Answer> calls = inParallel(60, i -> office.callNext(office.citizens(), ""));

        assertThat(withStatus(calls, 200)).hasSize(40).doesNotHaveDuplicates();
        List<TicketTable.Row> byArrival =
                table.rowsOf(office.general(), office.identityCards()).stream()
                        .filter(row -> !before.contains(row.id()))
                        .toList();
        assertThat(byArrival).hasSize(40).isSortedAccordingTo(comparing(TwoReplicasIT::calledAt));
    }

    @Test
    void parallel_customers_get_consecutive_numbers() throws Exception {
        int first = table.rowsOf(office.general()).size() + 1;

        List<Answer> taken = inParallel(40, i -> office.take(office.general(), ""));

        assertThat(taken.stream().map(answer -> answer.text("number")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(first, first + 40)
                                .mapToObj("GEN-%03d"::formatted)
                                .toList());
    }

    @Test
    void one_key_takes_one_ticket_however_often_it_is_sent() throws Exception {
        int before = table.rows().size();
        String key = UUID.randomUUID().toString();

        List<Answer> taken = inParallel(PARALLEL, i -> office.take(office.identityCards(), key));

        assertThat(withStatus(taken, 201)).hasSize(PARALLEL).containsOnly(taken.get(0).text("id"));
        assertThat(table.rows()).hasSize(before + 1);
    }

    @Test
    void one_key_calls_one_ticket_however_often_it_is_sent() throws Exception {
        inParallel(3, i -> office.take(office.general(), ""));
        long before = calledCount();
        String key = UUID.randomUUID().toString();

        List<Answer> calls = inParallel(PARALLEL, i -> office.callNext(office.general(), key));

        assertThat(withStatus(calls, 200)).hasSize(PARALLEL).containsOnly(calls.get(0).text("id"));
        assertThat(calledCount()).isEqualTo(before + 1);
    }

    @Test
    void a_counter_has_one_ticket_at_a_time() throws Exception {
        String counter = table.counters(office.citizens()).get(0);
        inParallel(PARALLEL, i -> office.take(office.general(), ""));

        List<Answer> calls =
                inParallel(PARALLEL, i -> office.callNextAt(office.citizens(), counter, ""));

        assertThat(withStatus(calls, 200)).hasSize(PARALLEL).doesNotHaveDuplicates();
        assertThat(table.rows().stream().filter(row -> counter.equals(row.counter())))
                .hasSize(PARALLEL)
                .filteredOn(row -> row.status().equals("CALLED"))
                .hasSize(1);
    }

    /** Sends all at the same time, half to each replica. */
    private static List<Answer> inParallel(int times, IntFunction<Command> command)
            throws Exception {
        List<Callable<Answer>> tasks = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            TicketClient replica = replicas.get(i % replicas.size());
            Command each = command.apply(i);
            tasks.add(() -> replica.send(each));
        }
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : threads.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    private static void callAll(String queue) throws Exception {
        while (replicas.get(0).send(office.callNext(queue, "")).status() == 200) {}
    }

    /** Ids of the tickets in the answers of this status; empty ids where there is no body. */
    private static List<String> withStatus(List<Answer> answers, int status) {
        return answers.stream()
                .filter(answer -> answer.status() == status)
                .map(answer -> answer.text("id"))
                .toList();
    }

    private static long calledCount() throws Exception {
        return table.rows().stream().filter(row -> row.status().equals("CALLED")).count();
    }

    private static Set<UUID> idsOf(String... services) throws Exception {
        return table.rowsOf(services).stream().map(TicketTable.Row::id).collect(Collectors.toSet());
    }

    private static Instant calledAt(TicketTable.Row row) {
        return Objects.requireNonNull(row.calledAt());
    }
}
