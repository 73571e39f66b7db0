package dev.nextup.local.postgres;

import dev.nextup.local.process.ChildProcess;
import dev.nextup.local.process.ChildSlot;
import dev.nextup.local.process.ChildSpec;
import dev.nextup.local.process.StopSignal;
import dev.nextup.local.secret.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL as a child process. {@link #start} makes the cluster when there is none; data survives
 * {@link #stop}, {@link #kill} and a new start, on another port too.
 */
public final class LocalPostgres implements AutoCloseable {

    /** First initdb on a slow disk takes ten seconds; crash recovery may take longer. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    /** After its parent's death: behind the services (at once) and Kafka (5 s). */
    private static final int ORPHAN_DELAY_SECONDS = 8;

    private static final String SUPERUSER = "postgres";

    private final Path directory;
    private final Path binaries;
    private final Path log;
    private final PostgresSettings settings;
    private final SecretFiles secrets;
    private final ChildSlot slot = new ChildSlot(STOP_LIMIT);

    /**
     * @param directory for the cluster and, by default, the unpacked programs
     * @param log file for the server's messages
     * @param port TCP port on 127.0.0.1
     * @param secrets where the passwords come from
     */
    public LocalPostgres(Path directory, Path log, int port, SecretFiles secrets) {
        this(
                directory,
                directory.resolve("binaries"),
                log,
                new PostgresSettings(port, true),
                secrets);
    }

    private LocalPostgres(
            Path directory,
            Path binaries,
            Path log,
            PostgresSettings settings,
            SecretFiles secrets) {
        this.directory = directory.toAbsolutePath();
        this.binaries = binaries.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.settings = settings;
        this.secrets = secrets;
    }

    /** For tests: programs shared by several runs, and no waiting for the disk. */
    public static LocalPostgres forTests(
            Path directory, Path binaries, Path log, int port, SecretFiles secrets) {
        return new LocalPostgres(
                directory, binaries, log, new PostgresSettings(port, false), secrets);
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @throws IllegalStateException if it does not within a minute; its log says why
     */
    public ChildProcess start() {
        ChildProcess started = launch();
        awaitReady(started);
        return started;
    }

    /** One thread at a time, so that {@link #close} can wait until no initdb is running. */
    private synchronized ChildProcess launch() {
        Path home = PostgresBinaries.unpackInto(createDirectory(binaries));
        UnprivilegedUser user = UnprivilegedUser.forWorkIn(createDirectory(directory));
        Cluster cluster = new Cluster(directory, home, user);
        createDirectory(Objects.requireNonNull(log.getParent()));
        cluster.createIfMissing(secrets.password(SUPERUSER), log);
        cluster.removeStaleLock();
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", cluster.data().toString()));
        command.addAll(settings.arguments());
        ChildSpec spec =
                new ChildSpec(
                        "postgresql", command, Map.of(), log, StopSignal.INT, ORPHAN_DELAY_SECONDS);
        return slot.launch(() -> ChildProcess.start(spec, user.prefix()));
    }

    /** Fast shutdown: connections are closed, the data is consistent on disk. */
    public void stop() {
        slot.stop();
    }

    /** SIGKILL of the server, as a crash would be; its workers notice and end. */
    public void kill() {
        slot.kill();
    }

    /** Stops the server; it cannot be started again. */
    @Override
    public void close() {
        slot.close();
        synchronized (this) {
            // A start in another thread has passed its preparation and met the closed slot.
            slot.stop();
        }
    }

    /** The running server process, if it was started and not stopped by us. */
    public Optional<ChildProcess> process() {
        return slot.current();
    }

    public Path log() {
        return log;
    }

    public int port() {
        return settings.port();
    }

    /** JDBC address of the product's database with {@code schema} as the current schema. */
    public String jdbcUrl(String schema) {
        return "jdbc:postgresql://" + address() + "?currentSchema=" + schema;
    }

    /** Address of the same for the reactive client of Quarkus. */
    public String reactiveUrl(String schema) {
        return "vertx-reactive:postgresql://" + address() + "?search_path=" + schema;
    }

    /** Password of a role, made at its first use. */
    public String password(String role) {
        return secrets.password(role);
    }

    /** A connection to the product's database as one of the service roles. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(role), role, password(role));
    }

    /** A superuser's connection to {@code database}; for set-up and tests only. */
    public Connection connectAsSuperuser(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password(SUPERUSER));
        properties.setProperty("loginTimeout", "5");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port() + "/" + database, properties);
    }

    private String address() {
        return "127.0.0.1:" + port() + "/" + ServiceSchemas.DATABASE;
    }

    private void awaitReady(ChildProcess started) {
        Instant end = Instant.now().plus(START_LIMIT);
        while (Instant.now().isBefore(end) && started.isAlive()) {
            try (Connection connection = connectAsSuperuser("postgres")) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException notYet) {
                pause();
            }
        }
        throw new IllegalStateException("PostgreSQL does not answer; see " + log);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was starting", e);
        }
    }

    private static Path createDirectory(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + directory, e);
        }
    }
}
