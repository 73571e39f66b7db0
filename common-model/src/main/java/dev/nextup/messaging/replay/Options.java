package dev.nextup.messaging.replay;

import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;

/** What the command was asked for. */
record Options(
        Map<String, Object> kafka, List<KafkaTopic> topics, Selection selection, boolean help) {

    static final String USAGE =
            """
            Brings dead letters back to the topics they come from.

              --bootstrap-servers H:P   Kafka                       (KAFKA_BOOTSTRAP_SERVERS)
              --config FILE             further settings of Kafka clients, as properties
              --topic T                 only this one; may be repeated
              --reason CODE             only letters with this reason; may be repeated
              --again                   also what an earlier replay has dealt with
              --dry-run                 only count
              --help                    this text

            Without --reason a replay begins where the last one ended.
            """;

    private static final int PATIENCE_MILLIS = 20_000;

    /**
     * @throws IllegalArgumentException with a sentence for whoever typed it
     */
    static Options parse(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        Map<String, Object> kafka = new HashMap<>();
        List<KafkaTopic> topics = new ArrayList<>();
        Set<String> reasons = new HashSet<>();
        Set<String> flags = new HashSet<>();
        while (!rest.isEmpty()) {
            String option = rest.removeFirst();
            switch (option) {
                case "--again", "--dry-run", "--help" -> flags.add(option);
                case "--bootstrap-servers" ->
                        kafka.put(
                                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, value(option, rest));
                case "--config" -> properties(value(option, rest)).forEach(kafka::putIfAbsent);
                case "--topic" -> topics.add(ReplayDeadLetters.topic(value(option, rest)));
                case "--reason" -> reasons.add(value(option, rest));
                default -> throw new IllegalArgumentException("Unknown option: " + option);
            }
        }
        boolean help = flags.contains("--help");
        return new Options(
                help ? kafka : withDefaults(kafka),
                topics.isEmpty() ? Topics.EVENTS : topics,
                new Selection(reasons, flags.contains("--again"), flags.contains("--dry-run")),
                help);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value.");
        }
        return rest.removeFirst();
    }

    private static Map<String, Object> properties(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException("--config " + file + " cannot be read.", e);
        }
        Map<String, Object> settings = new HashMap<>();
        properties.forEach((name, value) -> settings.put(name.toString(), value));
        return settings;
    }

    private static Map<String, Object> withDefaults(Map<String, Object> kafka) {
        String servers = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
        if (servers != null) {
            kafka.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        }
        if (!kafka.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException("Where is Kafka? Use --bootstrap-servers.");
        }
        kafka.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        kafka.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        return kafka;
    }
}
