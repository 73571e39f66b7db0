package dev.nextup.local;

import dev.nextup.local.gateway.Gateway;
import dev.nextup.local.gateway.Upstreams;
import dev.nextup.local.kafka.LocalKafka;
import dev.nextup.local.postgres.LocalPostgres;
import dev.nextup.local.process.FreePorts;
import dev.nextup.local.process.Leftovers;
import dev.nextup.local.process.ServiceProcess;
import dev.nextup.local.secret.SecretFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/**
 * Everything on one machine: checks, start in order, supervision, stop in order.
 *
 * <p>Order of the start: PostgreSQL and Kafka together, then the services together, then the
 * gateway; the stop is the reverse.
 */
final class LocalRun {

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    /** Eight parts start at the same time at most. */
    private static final int THREADS = 8;

    private final PortPlan ports;
    private final Terminal terminal;
    private final DataDirectory data;
    private final Infrastructure infrastructure;
    private final List<ServiceProcess> services;
    private final Gateway gateway;
    private volatile boolean stopping;

    private LocalRun(Options options, Terminal terminal, DataDirectory data) {
        this.ports = new PortPlan(options.port());
        this.terminal = terminal;
        this.data = data;
        SecretFiles secrets = new SecretFiles(data.secrets());
        LocalPostgres postgres =
                new LocalPostgres(
                        data.postgres(), data.log("postgresql"), ports.postgres(), secrets);
        LocalKafka kafka =
                new LocalKafka(
                        data.kafka(), data.log("kafka"), ports.kafka(), ports.kafkaController());
        this.infrastructure = new Infrastructure(postgres, kafka, secrets);
        this.services = new Services(options, ports, data, infrastructure).all();
        this.gateway =
                new Gateway(
                        ports.gateway(),
                        new Upstreams(
                                ports.ticketService(),
                                ports.subscriptionService(),
                                ports.notificationDispatcher(),
                                ports.pushService()));
    }

    /**
     * Takes the data directory over and checks the ports; starts nothing yet.
     *
     * @throws StartFailure if something is in the way; nothing was changed then
     */
    static LocalRun prepare(Options options, Terminal terminal) {
        DataDirectory data = DataDirectory.open(options.data());
        List<String> leftovers = Leftovers.stop(data.logs());
        if (!leftovers.isEmpty()) {
            terminal.line(
                    "  stopped what an earlier run left behind: " + String.join(", ", leftovers));
        }
        checkPorts(new PortPlan(options.port()));
        if (options.reset()) {
            data.reset();
            terminal.line("  emptied " + data.path());
        }
        data.rotateLogs();
        return new LocalRun(options, terminal, data);
    }

    /** Returns when everything is ready. */
    void start() {
        ScheduledExecutorService executor =
                Executors.newScheduledThreadPool(THREADS, LocalRun::daemon);
        Startup startup = new Startup(terminal, executor);
        Supervisor supervisor = new Supervisor(terminal, executor, () -> stopping);
        List<Part> base = List.of(postgresPart(), kafkaPart());
        startup.startTogether(base);
        List<Part> onTop = services.stream().map(LocalRun::part).toList();
        startup.startTogether(onTop);
        gateway.start();
        Stream.concat(base.stream(), onTop.stream()).forEach(supervisor::watch);
    }

    /** Stops everything, also in the middle of the start; may be called once. */
    void stop() {
        stopping = true;
        long begin = System.nanoTime();
        gateway.close();
        services.parallelStream().forEach(ServiceProcess::close);
        terminal.done("services stopped", Duration.ofNanos(System.nanoTime() - begin));
        infrastructure.kafka().close();
        terminal.done("Kafka stopped", Duration.ofNanos(System.nanoTime() - begin));
        infrastructure.postgres().close();
        terminal.done("PostgreSQL stopped", Duration.ofNanos(System.nanoTime() - begin));
    }

    boolean isStopping() {
        return stopping;
    }

    DataDirectory data() {
        return data;
    }

    private Part postgresPart() {
        LocalPostgres postgres = infrastructure.postgres();
        return new Part(
                "PostgreSQL",
                postgres.log(),
                infrastructure::startPostgres,
                postgres::process,
                postgres::kill);
    }

    private Part kafkaPart() {
        LocalKafka kafka = infrastructure.kafka();
        return new Part(
                "Kafka", kafka.log(), infrastructure::startKafka, kafka::process, kafka::kill);
    }

    private static Part part(ServiceProcess service) {
        Runnable start =
                () -> {
                    service.start();
                    service.awaitReady(READY_LIMIT);
                };
        return new Part(
                service.spec().name(),
                service.spec().log(),
                start,
                service::process,
                service::kill);
    }

    private static void checkPorts(PortPlan ports) {
        for (Map.Entry<Integer, String> entry : ports.purposes().entrySet()) {
            if (!FreePorts.isFree(entry.getKey())) {
                throw new StartFailure(
                        "Port %d is taken; %s needs it."
                                .formatted(entry.getKey(), entry.getValue()),
                        "Stop what uses it, or move all ports: --port N (N to N+7 must be free)");
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "local-run");
        thread.setDaemon(true);
        return thread;
    }
}
