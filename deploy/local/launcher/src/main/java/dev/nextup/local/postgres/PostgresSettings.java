package dev.nextup.local.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Server settings fit for a laptop.
 *
 * @param port TCP port on 127.0.0.1
 * @param durable whether a commit survives a power cut; tests that only kill processes say no and
 *     run faster
 */
record PostgresSettings(int port, boolean durable) {

    /** As arguments of {@code postgres}. */
    List<String> arguments() {
        Map<String, String> settings = new TreeMap<>(fixed());
        settings.put("port", Integer.toString(port));
        settings.put("fsync", durable ? "on" : "off");
        settings.put("full_page_writes", durable ? "on" : "off");
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));
        return arguments;
    }

    private static Map<String, String> fixed() {
        return Map.of(
                "listen_addresses", "127.0.0.1",
                // TCP with a password is the only way in.
                "unix_socket_directories", "",
                "password_encryption", "scram-sha-256",
                // Three services with a pool each, tests with several replicas.
                "max_connections", "120",
                "shared_buffers", "64MB",
                "max_wal_size", "256MB",
                "timezone", "UTC",
                "log_timezone", "UTC",
                // Statements carry keys and endpoints as parameters: keep them out of the log.
                "log_parameter_max_length", "0",
                "log_parameter_max_length_on_error", "0");
    }
}
