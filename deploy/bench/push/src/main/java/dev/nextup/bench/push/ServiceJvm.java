package dev.nextup.bench.push;

import dev.nextup.local.process.ChildProcess;
import dev.nextup.local.process.ChildSpec;
import dev.nextup.local.process.ServiceProcess;
import dev.nextup.local.process.ServiceSpec;
import dev.nextup.local.process.StopSignal;
import dev.nextup.test.LocalSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A packaged service, with the JVM's own settings: the local run's JVMs are made to start fast and
 * to be small.
 */
final class ServiceJvm implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final ChildProcess process;

    private ServiceJvm(ChildProcess process) {
        this.process = process;
    }

    /**
     * The dispatcher, ready on return. It never sends a call again.
     *
     * @param authorities it trusts, PEM
     * @param keySet its VAPID keys
     * @param options of the JVM, for a profile
     */
    static ServiceJvm dispatcher(
            LocalSystem system, Path authorities, Path keySet, List<String> options)
            throws InterruptedException {
        return start(
                system.service(
                        "notification-dispatcher",
                        Map.of(
                                "NEXTUP_PUSH_CA_FILE",
                                authorities.toAbsolutePath().toString(),
                                "NEXTUP_VAPID_KEYS_FILE",
                                keySet.toAbsolutePath().toString(),
                                "NEXTUP_PUBLIC_URL",
                                "https://queue.example",
                                "NEXTUP_FALLBACK_AFTER",
                                "PT1H")),
                options);
    }

    /** Ready on return. */
    static ServiceJvm start(ServiceProcess service, List<String> options)
            throws InterruptedException {
        ServiceSpec spec = service.spec();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(options);
        command.addAll(spec.javaArguments());
        ChildProcess process =
                ChildProcess.start(
                        new ChildSpec(
                                spec.name(),
                                command,
                                spec.environment(),
                                spec.log(),
                                StopSignal.TERM,
                                0));
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!service.isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.kill();
                throw new IllegalStateException(spec.name() + " does not start: " + spec.log());
            }
            Thread.sleep(100);
        }
        return new ServiceJvm(process);
    }

    /** Of all its threads since its start, in steps of 10 ms. */
    Duration processorTime() {
        return process.handle().info().totalCpuDuration().orElseThrow();
    }

    /** Holds it still; Kafka forgets who is held for ten seconds. */
    void hold() throws IOException, InterruptedException {
        signal("STOP");
    }

    void release() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Peers.run(List.of("kill", "-" + name, Long.toString(process.pid())), "", Map.of());
    }

    @Override
    public void close() {
        process.stop(STOP_LIMIT);
    }
}
