package dev.nextup.local.kafka;

import dev.nextup.event.KafkaTopic;
import dev.nextup.local.process.ChildProcess;
import dev.nextup.local.process.ChildSlot;
import dev.nextup.local.process.ChildSpec;
import dev.nextup.local.process.JavaCommand;
import dev.nextup.local.process.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Kafka as a child process. {@link #start} formats the storage when there is none; records and
 * offsets survive {@link #stop}, {@link #kill} and a new start, on other ports too.
 */
public final class LocalKafka implements AutoCloseable {

    private static final int HEAP_MEGABYTES = 256;

    /** After a crash the log is checked and the old session has to run out first. */
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /** After its parent's death: behind the services, which stop at once. */
    private static final int ORPHAN_DELAY_SECONDS = 5;

    private final Path directory;
    private final Path log;
    private final int port;
    private final int controllerPort;
    private final ChildSlot slot = new ChildSlot(STOP_LIMIT);

    /**
     * @param directory for storage and configuration
     * @param log file for what the process prints; the broker's own messages are in {@link #log}
     * @param port for clients, on 127.0.0.1
     * @param controllerPort for the node itself, on 127.0.0.1
     */
    public LocalKafka(Path directory, Path log, int port, int controllerPort) {
        this.directory = directory.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /**
     * Starts the node and waits until it serves clients.
     *
     * @throws IllegalStateException if it does not within 90 s; its log says why
     */
    public ChildProcess start() {
        Path server = KafkaConfiguration.writeServer(directory, port, controllerPort);
        Path logging = KafkaConfiguration.writeLogging(directory, log());
        List<String> command =
                JavaCommand.small(
                        HEAP_MEGABYTES,
                        List.of(
                                "-Djava.util.logging.config.file=" + logging,
                                "-cp",
                                JavaCommand.classPath(),
                                KafkaNode.class.getName(),
                                server.toString()));
        ChildSpec spec =
                new ChildSpec(
                        "kafka", command, Map.of(), log, StopSignal.TERM, ORPHAN_DELAY_SECONDS);
        ChildProcess started = slot.launch(() -> ChildProcess.start(spec));
        awaitReady(started);
        return started;
    }

    /** Orderly shutdown; clients see the broker go. */
    public void stop() {
        slot.stop();
    }

    /** SIGKILL, as a crash would be. */
    public void kill() {
        slot.kill();
    }

    /** Stops the node; it cannot be started again. */
    @Override
    public void close() {
        slot.close();
    }

    /** The running process, if it was started and not stopped by us. */
    public Optional<ChildProcess> process() {
        return slot.current();
    }

    /** The broker's messages: bounded in size, unlike what the process prints. */
    public Path log() {
        return log.resolveSibling("kafka-broker.log");
    }

    /** {@code host:port} for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** A client for set-up and tests; the caller closes it. */
    public Admin admin() {
        return Admin.create(
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers(),
                        AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        "200"));
    }

    /** Creates the topics that are missing; existing ones stay as they are. */
    public void createTopics(Collection<KafkaTopic> topics) {
        try (Admin admin = admin()) {
            Set<String> existing = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            List<NewTopic> missing =
                    topics.stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .map(LocalKafka::newTopic)
                            .toList();
            admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topics", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Cannot create the Kafka topics", e);
        }
    }

    private static NewTopic newTopic(KafkaTopic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config());
    }

    private void awaitReady(ChildProcess started) {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        try (Admin admin = admin()) {
            while (System.nanoTime() < end && started.isAlive()) {
                if (answers(admin)) {
                    return;
                }
            }
        }
        throw new IllegalStateException("Kafka does not answer; see " + log());
    }

    private static boolean answers(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka was starting", e);
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        }
    }
}
