package dev.nextup.local;

import dev.nextup.event.Topics;
import dev.nextup.local.kafka.LocalKafka;
import dev.nextup.local.postgres.LocalPostgres;
import dev.nextup.local.postgres.ServiceSchemas;
import dev.nextup.local.process.FreePorts;
import dev.nextup.local.secret.SecretFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What the services stand on: PostgreSQL with their schemas, Kafka with the topics. The local run
 * and the tests use the same.
 */
public final class Infrastructure implements AutoCloseable {

    private final LocalPostgres postgres;
    private final LocalKafka kafka;
    private final SecretFiles secrets;

    Infrastructure(LocalPostgres postgres, LocalKafka kafka, SecretFiles secrets) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.secrets = secrets;
    }

    /**
     * For tests: on free ports, not yet started.
     *
     * @param directory holds everything of this instance
     * @param binaries where the unpacked PostgreSQL is kept from run to run
     */
    public static Infrastructure forTests(Path directory, Path binaries) {
        List<Integer> ports = FreePorts.find(3);
        Path logs = directory.resolve("logs");
        SecretFiles secrets = new SecretFiles(directory.resolve("secrets"));
        LocalPostgres postgres =
                LocalPostgres.forTests(
                        directory.resolve("postgres"),
                        binaries,
                        logs.resolve("postgresql.log"),
                        ports.get(0),
                        secrets);
        LocalKafka kafka =
                new LocalKafka(
                        directory.resolve("kafka"),
                        logs.resolve("kafka.log"),
                        ports.get(1),
                        ports.get(2));
        return new Infrastructure(postgres, kafka, secrets);
    }

    /** Starts both at the same time; on return schemas and topics are there. */
    public void start() {
        CompletableFuture<Void> kafkaReady = CompletableFuture.runAsync(this::startKafka);
        startPostgres();
        kafkaReady.join();
    }

    void startPostgres() {
        postgres.start();
        ServiceSchemas.prepare(postgres);
    }

    void startKafka() {
        kafka.start();
        kafka.createTopics(Topics.ALL);
    }

    /** Kafka first: its clients' data is in PostgreSQL. */
    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }

    public LocalPostgres postgres() {
        return postgres;
    }

    public LocalKafka kafka() {
        return kafka;
    }

    public SecretFiles secrets() {
        return secrets;
    }

    /** Environment of a service that works with {@code schema} (its role has the same name). */
    public Map<String, String> environmentOf(String schema) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(schema),
                "QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(schema),
                "QUARKUS_DATASOURCE_USERNAME", schema,
                "QUARKUS_DATASOURCE_PASSWORD", postgres.password(schema),
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    }
}
