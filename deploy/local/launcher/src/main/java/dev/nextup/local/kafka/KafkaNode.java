package dev.nextup.local.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Main class of the Kafka process: {@code KafkaNode <server.properties>}. Formats the storage at
 * the first start; SIGTERM shuts down in order.
 */
public final class KafkaNode {

    private KafkaNode() {}

    public static void main(String[] arguments) throws IOException {
        Path configuration = Path.of(arguments[0]);
        Path storage = storageOf(configuration);
        if (!Files.exists(storage.resolve("meta.properties"))) {
            format(configuration, storage);
        }
        Kafka.main(new String[] {configuration.toString()});
    }

    /** The cluster id is kept beside the storage: it outlives a format that was interrupted. */
    private static void format(Path configuration, Path storage) throws IOException {
        Path idFile = storage.resolveSibling("cluster-id");
        if (!Files.exists(idFile)) {
            Files.writeString(idFile, Uuid.randomUuid().toString());
        }
        String id = Files.readString(idFile);
        List<String> format =
                List.of("format", "--ignore-formatted", "-t", id, "-c", configuration.toString());
        int code = StorageTool.execute(format.toArray(String[]::new), System.out);
        if (code != 0) {
            throw new IllegalStateException("Formatting Kafka's storage ended with " + code);
        }
    }

    private static Path storageOf(Path configuration) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(configuration)) {
            properties.load(reader);
        }
        return Path.of(properties.getProperty("log.dirs"));
    }
}
