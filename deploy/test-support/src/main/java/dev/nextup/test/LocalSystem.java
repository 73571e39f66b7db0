package dev.nextup.test;

import dev.nextup.local.Infrastructure;
import dev.nextup.local.kafka.LocalKafka;
import dev.nextup.local.postgres.LocalPostgres;
import dev.nextup.local.process.FreePorts;
import dev.nextup.local.process.ServiceProcess;
import dev.nextup.local.process.ServiceSpec;
import dev.nextup.local.secret.AckKeys;
import dev.nextup.local.secret.InternalKeys;
import dev.nextup.local.secret.JwtKeys;
import dev.nextup.local.secret.PhoneKeys;
import dev.nextup.local.secret.VapidKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of the system as real processes, for tests that stop, kill and restart them one by one.
 *
 * <pre>{@code
 * try (LocalSystem system = LocalSystem.start()) {
 *     ServiceProcess tickets = system.service("ticket-service", Map.of("NEXTUP_DEMO", "true"));
 *     tickets.start();
 *     tickets.awaitReady(Duration.ofSeconds(60));
 *     system.kafka().stop();      // kill() for a crash
 *     tickets.kill();
 *     system.kafka().start();     // same port, same data
 *     tickets.start();
 * }
 * }</pre>
 */
public final class LocalSystem implements AutoCloseable {

    private final Path directory;
    private final Infrastructure infrastructure;
    private final Map<String, String> environment;
    private final List<ServiceProcess> services = new ArrayList<>();

    private LocalSystem(
            Path directory, Infrastructure infrastructure, Map<String, String> environment) {
        this.directory = directory;
        this.infrastructure = infrastructure;
        this.environment = Map.copyOf(environment);
    }

    /** PostgreSQL and Kafka, empty but for schemas and topics, ready on return; no service yet. */
    public static LocalSystem start() {
        return start(Map.of());
    }

    /**
     * As {@link #start()}.
     *
     * @param environment of every service, unless it has its own
     */
    public static LocalSystem start(Map<String, String> environment) {
        Path target = Path.of("target").toAbsolutePath();
        Infrastructure infrastructure = TestDirectories.infrastructureIn(target);
        infrastructure.start();
        return new LocalSystem(
                TestDirectories.fresh(target.resolve("nextup-test")), infrastructure, environment);
    }

    /**
     * One replica of a service on a free port, not yet started; several of one name may run. It is
     * stopped with the system.
     *
     * @param name module of the service, which must have been packaged
     * @param environment added to database, Kafka, keys and addresses, and winning over them
     */
    public ServiceProcess service(String name, Map<String, String> environment) {
        return service(name, environment, ServiceSpec::quarkus);
    }

    /** The same, but it writes its class archive when it is stopped; later services use that. */
    public ServiceProcess recordingClasses(String name, Map<String, String> environment) {
        return service(name, environment, ServiceSpec::recordingClasses);
    }

    private ServiceProcess service(String name, Map<String, String> environment, Launch launch) {
        int port = FreePorts.find(1).get(0);
        Map<String, String> all =
                new HashMap<>(infrastructure.environmentOf(name.replace('-', '_')));
        all.put("NEXTUP_PUBLIC_URL", "http://localhost:" + port);
        all.put("NEXTUP_TICKETS_PER_ADDRESS_PER_MINUTE", "0");
        all.put("NEXTUP_PUSH_ALLOW_LOOPBACK", "true");
        Path jwtKeys = JwtKeys.file(infrastructure.secrets());
        all.put("NEXTUP_JWT_KEY_FILE", jwtKeys.toString());
        all.put("NEXTUP_JWKS_URL", jwtKeys.toUri().toString());
        all.put("NEXTUP_VAPID_KEYS_FILE", VapidKeys.file(infrastructure.secrets()).toString());
        all.put("NEXTUP_ACK_KEY_FILE", AckKeys.file(infrastructure.secrets()).toString());
        all.put("NEXTUP_PHONE_KEY_FILE", PhoneKeys.file(infrastructure.secrets()).toString());
        all.put("NEXTUP_INTERNAL_KEY_FILE", InternalKeys.file(infrastructure.secrets()).toString());
        all.put("NEXTUP_VAPID_SUBJECT", "mailto:operator@demo.test");
        all.putAll(this.environment);
        all.putAll(environment);
        Path log = directory.resolve(name + "-" + port + ".log");
        ServiceProcess service =
                new ServiceProcess(launch.spec(Repository.home(), name, port, all, log));
        services.add(service);
        return service;
    }

    public LocalPostgres postgres() {
        return infrastructure.postgres();
    }

    public LocalKafka kafka() {
        return infrastructure.kafka();
    }

    /** Stops the services in parallel, then Kafka, then PostgreSQL. */
    @Override
    public void close() {
        services.parallelStream().forEach(ServiceProcess::stop);
        infrastructure.close();
    }

    /** One of the ways of {@link ServiceSpec} to run a service. */
    private interface Launch {

        ServiceSpec spec(
                Path home, String name, int port, Map<String, String> environment, Path log);
    }
}
