package dev.nextup.local.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The files the Kafka process reads, written anew at each start. */
final class KafkaConfiguration {

    /** One rotation, so that a broker that runs for weeks fills no disk. */
    private static final int LOG_BYTES = 5_000_000;

    private KafkaConfiguration() {}

    /** Writes {@code server.properties}; ports may differ from the last run's on the same data. */
    static Path writeServer(Path directory, int port, int controllerPort) {
        Properties p = new Properties();
        p.putAll(KafkaSettings.ALL);
        p.setProperty("log.dirs", directory.resolve("storage").toString());
        p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        p.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        return write(directory.resolve("server.properties"), p);
    }

    /** Writes the configuration of java.util.logging: warnings of Kafka go to {@code log}. */
    static Path writeLogging(Path directory, Path log) {
        Properties p = new Properties();
        p.setProperty("handlers", "java.util.logging.FileHandler");
        p.setProperty("java.util.logging.FileHandler.pattern", log.toString());
        p.setProperty("java.util.logging.FileHandler.append", "true");
        p.setProperty("java.util.logging.FileHandler.limit", Integer.toString(LOG_BYTES));
        p.setProperty("java.util.logging.FileHandler.count", "1");
        p.setProperty(
                "java.util.logging.FileHandler.formatter", "java.util.logging.SimpleFormatter");
        p.setProperty(
                "java.util.logging.SimpleFormatter.format",
                "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
        p.setProperty(".level", "WARNING");
        p.setProperty("kafka.server.level", "INFO");
        return write(directory.resolve("logging.properties"), p);
    }

    private static Path write(Path file, Properties properties) {
        try {
            Files.createDirectories(file.getParent());
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
