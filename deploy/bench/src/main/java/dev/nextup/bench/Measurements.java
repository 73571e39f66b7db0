package dev.nextup.bench;

import dev.nextup.bench.Connection.Answer;
import dev.nextup.bench.Load.Rate;
import dev.nextup.bench.Main.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The goals of ticket-service, one method each. */
final class Measurements {

    private static final int SERVICES = 100;
    private static final int CALLS_PER_SECOND = 800;
    private static final int WARM_UP_SECONDS = 30;
    private static final int LONG_QUEUE = 10_000;
    private static final int BOARDS = 5_000;
    private static final int TICKETS = 3_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern PROCESSOR_TIME =
            Pattern.compile("(?m)^process_cpu_time_ns_total\\S* (\\S+)$");
    private static final Pattern OPEN_STREAMS =
            Pattern.compile("(?m)^nextup_live_streams\\{\\S* (\\S+)$");
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final int seconds;
    private final Office office;
    private final Connection connection;
    private final Load load;

    /**
     * @param connections how many customers or desks ask at once
     */
    Measurements(int port, int seconds, int connections, Office office, Connection connection) {
        this.port = port;
        this.seconds = seconds;
        this.office = office;
        this.connection = connection;
        this.load = new Load(port, connections);
    }

    /** Compiled code answers several times faster than a service that has just been started. */
    void warmUp() throws IOException, InterruptedException, ExecutionException {
        List<String> services = office.newServices(SERVICES);
        int waiting = 0;
        for (int queues : new int[] {1, SERVICES}) {
            Rate taken =
                    load.during(WARM_UP_SECONDS, 201, (c, n) -> take(c, services.get(n % queues)));
            System.out.printf("warming up: %.0f tickets/s%n", taken.perSecond());
            waiting += taken.number() / queues;
        }
        int calls = Math.min(waiting, CALLS_PER_SECOND * WARM_UP_SECONDS / 4);
        Rate called = callAll(services.get(0), calls);
        System.out.printf("warming up: %.0f calls/s%n", called.perSecond());
    }

    List<Figure> measure(String name) throws IOException, InterruptedException, ExecutionException {
        return switch (name) {
            case "issue" -> issue("issue, one service", 1, "goal: 500");
            case "spread" -> issue("issue, 100 services", SERVICES, "goal: 2000");
            case "call" -> call();
            case "position" -> position();
            case "boards" -> streams("told last of 5,000 boards", false);
            case "tickets" -> streams("told last of 3,000 tickets of one queue", true);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private List<Figure> issue(String name, int services, String goal)
            throws IOException, InterruptedException, ExecutionException {
        List<String> ids = office.newServices(services);
        double before = processorMillis();
        Rate rate = load.during(seconds, 201, (c, n) -> take(c, ids.get(n % services)));
        return figures(name, rate, processorMillis() - before, goal);
    }

    private List<Figure> call() throws IOException, InterruptedException, ExecutionException {
        String service = office.newServices(1).get(0);
        int number = CALLS_PER_SECOND * seconds;
        load.times(number, 201, (c, n) -> take(c, service));
        double before = processorMillis();
        Rate rate = callAll(service, number);
        return figures("call-next, one queue", rate, processorMillis() - before, "goal: 300");
    }

    /** Of the service so far, as it says itself. */
    private double processorMillis() throws IOException {
        Matcher time = PROCESSOR_TIME.matcher(metrics());
        if (!time.find()) {
            throw new IllegalStateException("no processor time in /q/metrics");
        }
        return Double.parseDouble(time.group(1)) / NANOS_PER_MILLI;
    }

    private String metrics() throws IOException {
        return connection.send("GET", "/q/metrics", "", "").expect(200).body();
    }

    /** Those of the round before may not be closed yet on the other side. */
    private void awaitNoStreams() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (OPEN_STREAMS
                        .matcher(metrics())
                        .results()
                        .mapToDouble(streams -> Double.parseDouble(streams.group(1)))
                        .sum()
                > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("streams of others stay open");
            }
            Thread.sleep(QUIET.toMillis() / 10);
        }
    }

    private Rate callAll(String service, int number)
            throws IOException, InterruptedException, ExecutionException {
        String token = office.login();
        String path = "/api/queues/" + service + "/call-next";
        return load.times(number, 200, (c, n) -> c.send("POST", path, token, ""));
    }

    private List<Figure> position() throws IOException, InterruptedException, ExecutionException {
        String service = office.newServices(1).get(0);
        load.times(LONG_QUEUE - 1, 201, (c, n) -> take(c, service));
        Answer last = take(connection, service).expect(201);
        String path = "/api/tickets/" + last.text("id");
        String token = last.text("token");
        Rate rate =
                new Load(port, 1).during(seconds, 200, (c, n) -> c.send("GET", path, token, ""));
        return List.of(new Figure("read the last of 10,000, p50", rate.p50(), "ms", ""));
    }

    private List<Figure> streams(String name, boolean tickets)
            throws IOException, InterruptedException, ExecutionException {
        awaitNoStreams();
        String service = office.newServices(1).get(0);
        Queue<Answer> taken = new ConcurrentLinkedQueue<>();
        load.times(
                tickets ? TICKETS + 1 : 1,
                201,
                (c, n) -> {
                    Answer answer = take(c, service);
                    taken.add(answer);
                    return answer;
                });
        try (Streams streams = new Streams()) {
            for (int i = 0; i < (tickets ? 0 : BOARDS); i++) {
                streams.open(port, "/api/queues/" + service + "/board/events", "");
            }
            for (Answer ticket : tickets ? taken : List.<Answer>of()) {
                String path = "/api/tickets/" + ticket.text("id") + "/events";
                streams.open(port, path, ticket.text("token"));
            }
            streams.settle(QUIET);
            callAll(service, 1);
            List<Double> told = streams.awaitAll(System.nanoTime(), PATIENCE);
            double last = told.get(told.size() - 1);
            return List.of(new Figure(name, last, "ms", "goal: 1000"));
        }
    }

    private Answer take(Connection c, String service) throws IOException {
        return c.send("POST", "/api/tickets", "", office.takeRequest(service));
    }

    private static List<Figure> figures(
            String name, Rate rate, double processorMillis, String goal) {
        return List.of(
                new Figure(name, rate.perSecond(), "/s", goal),
                new Figure(name + ", p50", rate.p50(), "ms", ""),
                new Figure(name + ", p99", rate.p99(), "ms", ""),
                new Figure(
                        name + ", processor time each", processorMillis / rate.number(), "ms", ""));
    }
}
