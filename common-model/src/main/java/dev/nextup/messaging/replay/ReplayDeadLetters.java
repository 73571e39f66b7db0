package dev.nextup.messaging.replay;

import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import java.io.PrintStream;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * The command. It is in every service's class path:
 *
 * <pre>
 * {@code java -cp 'quarkus-app/lib/main/*' dev.nextup.messaging.replay.ReplayDeadLetters --help}
 * </pre>
 *
 * Exit status: 0 done, 1 Kafka cannot be reached or refuses, 2 wrong options.
 */
public final class ReplayDeadLetters {

    /** Remembers how far letters have been dealt with. */
    private static final String NAME = "nextup-replay-dead-letters";

    private ReplayDeadLetters() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(Options.USAGE);
            return 2;
        }
        if (options.help()) {
            out.print(Options.USAGE);
            return 0;
        }
        try (DeadLetterReplay replay = new DeadLetterReplay(options.kafka(), NAME)) {
            for (KafkaTopic topic : options.topics()) {
                Account account = replay.replay(topic, options.selection());
                out.println(account.told(options.selection().dryRun()));
            }
            return 0;
        } catch (KafkaException e) {
            err.println("Kafka: " + e.getMessage());
            return 1;
        }
    }

    /** By its name; with or without what dead letters add to it. */
    static KafkaTopic topic(String name) {
        return Topics.EVENTS.stream()
                .filter(t -> t.name().equals(name) || Topics.deadLettersOf(t).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no topic " + name + "."));
    }
}
