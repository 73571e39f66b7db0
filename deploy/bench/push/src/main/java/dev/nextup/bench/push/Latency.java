package dev.nextup.bench.push;

import dev.nextup.bench.Connection;
import dev.nextup.bench.Connection.Answer;
import dev.nextup.bench.Load;
import dev.nextup.bench.Office;
import dev.nextup.bench.push.WillingPushService.Taken;
import dev.nextup.event.Topics;
import dev.nextup.local.push.TestCertificate;
import dev.nextup.local.push.decryption.DecryptionException;
import dev.nextup.test.LocalSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * From the answer to a call-next until a push service has the message: packaged ticket-service and
 * dispatcher, PostgreSQL and Kafka, all at a steady rate. Goal P5.
 */
final class Latency {

    private static final List<Integer> RATES = List.of(100, 500);

    /**
     * Calls of one queue per second: more than desks make, so that nobody is near and called at
     * once.
     */
    private static final int OF_ONE_QUEUE = 1;

    /** Half of a new process's processor time goes to the compilers. */
    private static final int WARM_UP_RATE = 150;

    private static final int WARM_UP_SECONDS = 120;

    private static final int KEY_PAIRS = 64;
    private static final int CONNECTIONS = 32;
    private static final long QUIET_MILLIS = 3_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final int seconds;
    private final WillingPushService push;
    private final Broker broker;
    private final Load load;
    private final Office office;
    private final List<Browser> browsers;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private Latency(
            int seconds, WillingPushService push, Broker broker, int port, Connection connection)
            throws Exception {
        this.seconds = seconds;
        this.push = push;
        this.broker = broker;
        this.load = new Load(port, CONNECTIONS);
        this.office = new Office(connection);
        this.browsers = Stream.generate(() -> Browser.at(push.origin())).limit(KEY_PAIRS).toList();
    }

    /**
     * @param arguments rounds, seconds of each rate, options of the services' JVMs
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        List<String> options = List.of(arguments).subList(2, arguments.length);
        TestCertificate certificate =
                TestCertificate.in(Path.of("target/certificate").toAbsolutePath());
        Path keySet = Files.createTempFile(Path.of("target"), "keys-", ".json");
        Files.writeString(keySet, Sender.create().keySet());
        try (WillingPushService push = new WillingPushService(certificate);
                LocalSystem system = LocalSystem.start()) {
            var tickets = system.service("ticket-service", Map.of("NEXTUP_DEMO", "true"));
            int port = tickets.spec().port();
            try (ServiceJvm service = ServiceJvm.start(tickets, options);
                    ServiceJvm dispatcher =
                            ServiceJvm.dispatcher(system, certificate.pem(), keySet, options);
                    Broker broker = new Broker(system.kafka().bootstrapServers());
                    Connection connection = new Connection(port)) {
                System.out.print(
                        new Latency(seconds, push, broker, port, connection).rounds(rounds));
            }
        } finally {
            Files.delete(keySet);
        }
        System.exit(0);
    }

    private Verdicts rounds(int rounds) throws Exception {
        System.out.println("warming up");
        calls(WARM_UP_RATE, WARM_UP_SECONDS);
        figures.clear();
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round);
            for (int rate : RATES) {
                calls(rate, seconds);
            }
        }
        Verdicts verdicts = new Verdicts();
        for (int rate : RATES) {
            verdicts.note("call-next answered per second, of %d".formatted(rate), of(rate, "rate"));
            verdicts.atMost("P5", "p50 in ms at %d/s".formatted(rate), 50, 15, of(rate, "p50"));
            verdicts.atMost("P5", "p99 in ms at %d/s".formatted(rate), 250, 60, of(rate, "p99"));
        }
        return verdicts;
    }

    private void calls(int rate, int seconds) throws Exception {
        int number = rate * seconds;
        List<String> queues = office.newServices(rate / OF_ONE_QUEUE);
        Crowd crowd = waiting(number, queues);
        String token = office.login();
        Map<UUID, Long> answered = new ConcurrentHashMap<>();
        double reached =
                load.paced(
                                rate,
                                number,
                                200,
                                (connection, n) -> {
                                    Answer answer = callNext(connection, queues, n, token);
                                    long now = System.nanoTime();
                                    answered.put(UUID.fromString(answer.text("id")), now);
                                    return answer;
                                })
                        .perSecond();
        awaitQuiet();
        double[] late = late(crowd, answered, push.takeAll());
        note(rate, "rate", reached);
        note(rate, "p50", late[late.length / 2]);
        note(rate, "p99", late[(int) ((late.length - 1) * 0.99)]);
        System.out.printf(
                Locale.ROOT,
                "  %d/s: %.0f/s reached, p50 %.1f ms, p99 %.1f ms, last %.1f ms%n",
                rate,
                reached,
                late[late.length / 2],
                late[(int) ((late.length - 1) * 0.99)],
                late[late.length - 1]);
    }

    private static Answer callNext(Connection connection, List<String> queues, int n, String token)
            throws IOException {
        String queue = queues.get(n % queues.size());
        return connection.send("POST", "/api/queues/" + queue + "/call-next", token, "");
    }

    /** Tickets of these queues whose browsers are known and have been told what they are told. */
    private Crowd waiting(int number, List<String> queues) throws Exception {
        Map<UUID, Browser> all = new ConcurrentHashMap<>();
        load.times(
                number,
                201,
                (connection, n) -> {
                    String queue = queues.get(n % queues.size());
                    String body = office.takeRequest(queue);
                    Answer answer = connection.send("POST", "/api/tickets", "", body);
                    Browser browser = browsers.get(n % browsers.size());
                    all.put(UUID.fromString(answer.text("id")), browser);
                    return answer;
                });
        Crowd crowd = new Crowd(office.organization(), all);
        broker.write(Topics.SUBSCRIPTION_EVENTS, crowd.bindings(Sender.KEY_ID));
        awaitQuiet();
        push.takeAll();
        return crowd;
    }

    private void awaitQuiet() throws InterruptedException {
        for (int before = -1; before != push.count(); ) {
            before = push.count();
            Thread.sleep(QUIET_MILLIS);
        }
    }

    /**
     * @return milliseconds, ascending
     * @throws IllegalStateException if somebody was not told
     */
    private static double[] late(Crowd crowd, Map<UUID, Long> answered, List<Taken> taken)
            throws DecryptionException {
        Map<String, Long> told = new HashMap<>();
        Map<String, Browser> byPath = new HashMap<>();
        crowd.browsers().forEach((id, browser) -> byPath.put(Crowd.path(id), browser));
        for (Taken message : taken) {
            Browser browser = byPath.get(message.path());
            if (browser != null && isCall(browser.open(message.request()))) {
                told.merge(message.path(), message.at(), Math::min);
            }
        }
        List<Double> late = new ArrayList<>();
        answered.forEach(
                (id, at) -> {
                    Long received = told.get(Crowd.path(id));
                    if (received == null) {
                        throw new IllegalStateException("called and not told");
                    }
                    late.add(Math.max(0, received - at) / NANOS_PER_MILLI);
                });
        return late.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static boolean isCall(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8).contains("\"your_turn\"");
    }

    private void note(int rate, String what, double value) {
        figures.computeIfAbsent(rate + what, unknown -> new ArrayList<>()).add(value);
    }

    private double of(int rate, String what) {
        return Cost.median(figures.getOrDefault(rate + what, List.of()));
    }
}
