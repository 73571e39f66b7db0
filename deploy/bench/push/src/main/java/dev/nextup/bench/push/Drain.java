package dev.nextup.bench.push;

import dev.nextup.bench.push.WillingPushService.Taken;
import dev.nextup.local.push.TestCertificate;
import dev.nextup.local.push.decryption.DecryptionException;
import dev.nextup.test.LocalSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Calls that wait in Kafka, worked off by the packaged dispatcher, and other senders that send to
 * the same push service: goals P3, P4 and P6.
 */
final class Drain {

    private static final int KEY_PAIRS = 64;
    private static final int FEW = 1_000;

    /** Messages until the compilers of services and broker have little left to do. */
    private static final int WARM_UP = 60_000;

    /** Rounds of few, so that their processor time is more than the steps it is counted in. */
    private static final int ROUNDS_OF_FEW = 4;

    private static final int BY_OURS = 30_000;
    private static final int BY_PEERS = 5_000;
    private static final int BY_SLOW_PEER = 200;
    private static final String NODE = "web-push for Node";
    private static final String DISPATCHER = "dispatcher";
    private static final String DISPATCHER_FEW = "dispatcher, few";

    private final Peers peers;
    private final int people;
    private final TestCertificate certificate =
            TestCertificate.in(Path.of("target/certificate").toAbsolutePath());
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    private Drain(Peers peers, int people) {
        this.peers = peers;
        this.people = people;
    }

    /**
     * @param arguments directory of the peers, script of the one in Node, how many wait, rounds,
     *     yes or no to other senders, options of the dispatcher's JVM
     */
    public static void main(String[] arguments) throws Exception {
        Peers peers = new Peers(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]));
        Drain drain = new Drain(peers, Integer.parseInt(arguments[2]));
        boolean others = arguments[4].equals("yes");
        List<String> options = List.of(arguments).subList(5, arguments.length);
        drain.rounds(Integer.parseInt(arguments[3]), others, options);
        System.out.print(drain.verdicts(others));
        System.exit(0);
    }

    private void rounds(int rounds, boolean others, List<String> options) throws Exception {
        Path keySet = Files.createTempFile(Path.of("target"), "keys-", ".json");
        Files.writeString(keySet, Sender.create().keySet());
        try (WillingPushService push = new WillingPushService(certificate);
                LocalSystem system = LocalSystem.start();
                Broker broker = new Broker(system.kafka().bootstrapServers());
                ServiceJvm dispatcher =
                        ServiceJvm.dispatcher(system, certificate.pem(), keySet, options);
                Draining draining =
                        new Draining(broker, push, dispatcher, browsers(push), system.postgres())) {
            for (int drained = 0; drained < WARM_UP; drained += people) {
                System.out.printf(
                        Locale.ROOT, "warming up: %.0f/s%n", draining.drain(people).perSecond());
            }
            for (int round = 1; round <= rounds; round++) {
                System.out.println("round " + round);
                note(DISPATCHER, draining.drain(people));
                for (int i = 0; i < ROUNDS_OF_FEW; i++) {
                    note(DISPATCHER_FEW, draining.drain(FEW));
                }
                if (others) {
                    others(push);
                }
            }
        } finally {
            Files.delete(keySet);
        }
    }

    private static List<Browser> browsers(WillingPushService push) {
        return Stream.generate(() -> Browser.at(push.origin())).limit(KEY_PAIRS).toList();
    }

    private void others(WillingPushService push) throws Exception {
        for (SendingLibrary library : SendingLibrary.values()) {
            Browser browser = Browser.at(push.origin());
            int messages =
                    switch (library) {
                        case OURS -> BY_OURS;
                        case ASYNC -> BY_PEERS;
                        case BLOCKING -> BY_SLOW_PEER;
                    };
            push.takeAll();
            Cost cost = SendProcess.run(library, browser, messages, certificate);
            check(browser, library.audience(browser), push.takeAll());
            note(library.title(), cost);
        }
        Browser browser = Browser.at(push.origin());
        var node = peers.send(Sender.create(), browser, BY_PEERS, certificate.pem());
        check(browser, browser.origin(), push.takeAll());
        node.ifPresent(cost -> note(NODE, cost));
    }

    private static void check(Browser browser, String audience, List<Taken> taken)
            throws DecryptionException {
        if (!taken.isEmpty()) {
            browser.read(taken.get(0).request(), audience);
        }
        long unreadable =
                taken.parallelStream()
                        .filter(message -> !browser.canRead(message.request()))
                        .count();
        if (unreadable > 0) {
            throw new IllegalStateException(unreadable + " messages cannot be read");
        }
    }

    private void note(String who, Cost cost) {
        System.out.printf(
                Locale.ROOT,
                "  %-20s %6d messages, %7.0f/s, %7.3f ms of the processor each%n",
                who,
                cost.messages(),
                cost.perSecond(),
                cost.processorMillis());
        costs.computeIfAbsent(who, unknown -> new ArrayList<>()).add(cost);
    }

    private Verdicts verdicts(boolean others) {
        Verdicts verdicts = new Verdicts();
        costs.keySet()
                .forEach(
                        who -> {
                            verdicts.note(who + ", processor ms each", millis(who));
                            verdicts.note(who + ", messages/s", rate(who));
                        });
        if (others) {
            against(verdicts, SendingLibrary.ASYNC.title(), 1 / 15.0, 1 / 25.0);
            against(verdicts, SendingLibrary.BLOCKING.title(), 1 / 40.0, 1 / 90.0);
            if (costs.containsKey(NODE)) {
                against(verdicts, NODE, 1 / 3.0, 1 / 6.0);
            } else {
                verdicts.missing("P3", "no node and npm here");
            }
            double bare = rate(SendingLibrary.ASYNC.title());
            verdicts.atLeast(
                    "P4", "dispatcher's rate / PushAsyncService's", 5, 5, rate(DISPATCHER) / bare);
        }
        verdicts.atLeast("P4", "dispatcher, messages/s, none lost", 3_000, 7_000, rate(DISPATCHER));
        verdicts.atMost(
                "P6",
                "processor per message, %d waiting / %d".formatted(people, FEW),
                1.2,
                1,
                millis(DISPATCHER) / millis(DISPATCHER_FEW));
        return verdicts;
    }

    private void against(Verdicts verdicts, String peer, double floor, double aim) {
        String ours = SendingLibrary.OURS.title();
        verdicts.atMost(
                "P3",
                "processor of " + ours + " / " + peer,
                floor,
                aim,
                millis(ours) / millis(peer));
        verdicts.note("   the whole dispatcher / " + peer, millis(DISPATCHER) / millis(peer));
    }

    private double millis(String who) {
        return Cost.median(
                costs.getOrDefault(who, List.of()).stream().map(Cost::processorMillis).toList());
    }

    private double rate(String who) {
        return Cost.median(
                costs.getOrDefault(who, List.of()).stream().map(Cost::perSecond).toList());
    }
}
