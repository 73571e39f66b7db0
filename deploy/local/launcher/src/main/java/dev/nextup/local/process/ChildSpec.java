package dev.nextup.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to run one child process.
 *
 * @param name shown to people and used for the log's name, such as {@code ticket-service}
 * @param command program and arguments
 * @param environment added to (and winning over) the environment of this process
 * @param log file that receives standard output and standard error, appended to
 * @param signal asks the process to stop
 * @param orphanDelaySeconds how long the guard waits before it stops the process once its parent is
 *     dead; what others depend on waits longer, so that even then services stop before Kafka and
 *     Kafka before PostgreSQL
 */
public record ChildSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path log,
        StopSignal signal,
        int orphanDelaySeconds) {

    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
