package dev.nextup.bench.push;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Messages that each library encrypts and signs for, per second of one core: goals P1 and P2. */
final class Encrypt {

    private static final int ITERATIONS = 3;
    private static final String NODE = "web-push for Node";
    private static final String OPENSSL = "OpenSSL: P-256 of a message and nothing else";

    private final Peers peers;
    private final Duration warmUp;
    private final Duration measured;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    private Encrypt(Peers peers, Duration warmUp, Duration measured) {
        this.peers = peers;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /**
     * @param arguments directory of the peers, script of the one in Node, rounds, seconds to warm
     *     up, seconds to measure
     */
    public static void main(String[] arguments) throws Exception {
        Peers peers = new Peers(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]));
        Encrypt encrypt =
                new Encrypt(
                        peers,
                        Duration.ofSeconds(Long.parseLong(arguments[3])),
                        Duration.ofSeconds(Long.parseLong(arguments[4])));
        for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
            System.out.println("round " + round);
            encrypt.round();
        }
        System.out.print(encrypt.verdicts());
    }

    private void round() throws Exception {
        for (Library library : Library.values()) {
            note(library.title(), perCoreSecond(library));
        }
        Browser browser = Browser.at(EncryptBenchmark.ORIGIN);
        note(NODE, peers.write(Sender.create(), browser, warmUp, measured));
        note(OPENSSL, peers.openSsl(measured));
    }

    private void note(String title, Optional<Cost> cost) {
        cost.ifPresent(present -> note(title, present.perCoreSecond()));
    }

    private void note(String title, double rate) {
        System.out.printf(Locale.ROOT, "  %-50s %8.0f per core-second%n", title, rate);
        rates.computeIfAbsent(title, unknown -> new ArrayList<>()).add(rate);
    }

    /** In a JVM of its own. */
    private double perCoreSecond(Library library) throws RunnerException {
        Options options =
                new OptionsBuilder()
                        .include(EncryptBenchmark.class.getName())
                        .param("library", library.name())
                        .param("warmUp", Long.toString(warmUp.toSeconds()))
                        .forks(1)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ITERATIONS)
                        .measurementTime(TimeValue.milliseconds(measured.toMillis() / ITERATIONS))
                        .addProfiler(ProcessorTime.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build();
        Collection<RunResult> results = new Runner(options).run();
        Map<String, ?> figures = results.iterator().next().getSecondaryResults();
        Result<?> each = (Result<?>) Objects.requireNonNull(figures.get(ProcessorTime.LABEL));
        return 1e9 / each.getScore();
    }

    private Verdicts verdicts() {
        Verdicts verdicts = new Verdicts();
        rates.keySet().forEach(title -> verdicts.note(title + ", /core-s", rate(title)));
        double corretto = rate(Library.CORRETTO.title());
        double bouncyCastle = rate(Library.BOUNCYCASTLE.title());
        double java = rate(Library.WEB_PUSH.title());
        verdicts.atLeast("P1", "Corretto / web-push for Java", 25, 50, corretto / java);
        verdicts.atLeast("P1", "BouncyCastle / web-push for Java", 8, 8, bouncyCastle / java);
        if (rates.containsKey(NODE)) {
            verdicts.atLeast("P1", "Corretto / " + NODE, 8, 14, corretto / rate(NODE));
            verdicts.atLeast("P1", "BouncyCastle / " + NODE, 1.8, 1.8, bouncyCastle / rate(NODE));
        } else {
            verdicts.missing("P1", "no node and npm here");
        }
        if (rates.containsKey(OPENSSL)) {
            verdicts.atLeast(
                    "P2", "Corretto / OpenSSL's limit", 0.85, 1.1, corretto / rate(OPENSSL));
        } else {
            verdicts.missing("P2", "no C compiler or OpenSSL 3 headers here");
        }
        return verdicts;
    }

    private double rate(String title) {
        return Cost.median(rates.getOrDefault(title, List.of()));
    }
}
