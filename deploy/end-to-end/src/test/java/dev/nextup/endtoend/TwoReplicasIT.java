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

    @Test
    void of_many_who_come_at_once_for_the_last_place_of_the_day_one_gets_it() throws Exception {
        String service = office.service(replicas.get(0), "CAP", ",\"capacityPerDay\":5");
        inParallel(4, i -> office.take(service, ""));

        List<Answer> answers = inParallel(PARALLEL, i -> office.take(service, ""));

        assertThat(withStatus(answers, 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .hasSize(PARALLEL - 1)
                .allMatch(answer -> answer.text("code").equals("queue-full"));
        assertThat(table.rowsOf(service)).hasSize(5);
    }

    @Test
    void a_ticket_taken_beside_resets_is_cancelled_or_of_the_next_series() throws Exception {
        String service = office.service(replicas.get(0), "RST", "");
        inParallel(10, i -> office.take(service, ""));
        Command reset = office.reset(replicas.get(0), service);

        List<Answer> answers = inParallel(24, i -> i % 8 < 2 ? reset : office.take(service, ""));

        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 201);
        List<TicketTable.Row> rows = table.rowsOf(service);
        assertThat(rows).hasSize(10 + withStatus(answers, 201).size());
        List<String> waiting =
                rows.stream()
                        .filter(row -> row.status().equals("WAITING"))
                        .map(TicketTable.Row::number)
                        .toList();
        assertThat(waiting)
                .isEqualTo(
                        IntStream.rangeClosed(1, waiting.size())
                                .mapToObj("RST-%03d"::formatted)
                                .toList());
        assertThat(rows).allMatch(row -> Set.of("WAITING", "CANCELLED").contains(row.status()));
    }

    @Test
    void of_a_call_and_a_cancellation_on_the_same_version_one_wins() throws Exception {
        List<String> tickets = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String service = office.service(replicas.get(0), "VS" + (char) ('A' + i), "");
            tickets.add(replicas.get(0).send(office.take(service, "")).text("id"));
        }
        IntFunction<Command> either =
                i ->
                        i % 2 == 0
                                ? office.onTicket(
                                        Command.Kind.CALL, tickets.get(i / 2), "call", "{}")
                                : office.onTicket(
                                        Command.Kind.CANCEL, tickets.get(i / 2), "cancel", "");

        List<Answer> answers =
                together(2 * tickets.size(), i -> sender(i).sendIfAt(1, either.apply(i)));

        for (int i = 0; i < tickets.size(); i++) {
            Answer call = answers.get(2 * i);
            Answer cancellation = answers.get(2 * i + 1);
            assertThat(List.of(call.status(), cancellation.status()))
                    .containsExactlyInAnyOrder(200, 409);
            Answer loser = call.status() == 409 ? call : cancellation;
            assertThat(loser.body().at("/ticket/status").asText())
                    .isEqualTo(call.status() == 200 ? "CALLED" : "CANCELLED");
        }
    }

    @Test
    void desks_recalling_at_once_do_so_as_often_as_the_service_allows() throws Exception {
        String service = office.service(replicas.get(0), "RCL", ",\"recallLimit\":3");
        inParallel(1, i -> office.take(service, ""));
        String ticket = replicas.get(0).send(office.callNext(service, "")).text("id");

        List<Answer> answers =
                inParallel(PARALLEL, i -> office.onTicket(Command.Kind.CALL, ticket, "recall", ""));

        assertThat(answers.stream().filter(answer -> answer.status() == 200))
                .extracting(answer -> answer.body().path("callCount").asInt())
                .containsExactlyInAnyOrder(2, 3, 4);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .hasSize(PARALLEL - 3)
                .allMatch(answer -> answer.text("code").equals("recall-limit-reached"));
    }

    /** Sends all at the same time, half to each replica. */
    private static List<Answer> inParallel(int times, IntFunction<Command> command)
            throws Exception {
        return together(times, i -> sender(i).send(command.apply(i)));
    }

    /** So that each second one goes to the other replica, pair by pair the other way round. */
    private static TicketClient sender(int i) {
        return replicas.get((i + i / 2) % replicas.size());
    }

    private static List<Answer> together(int times, Sending sending) throws Exception {
        List<Callable<Answer>> tasks = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int each = i;
            tasks.add(() -> sending.send(each));
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

    private interface Sending {
        Answer send(int i) throws Exception;
    }
}
