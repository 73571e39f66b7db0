package dev.nextup.local.push;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a push service is started with.
 *
 * @param port where it listens on 127.0.0.1; 0 for any free one
 * @param publicUrl the origin its endpoints start with, such as {@code http://localhost:8080}; null
 *     for {@code http://localhost:} and its own port
 * @param directory where it remembers its simulated browsers; null to forget them when it stops
 */
public record Settings(int port, @Nullable String publicUrl, @Nullable Path directory) {

    /** For a test: any free port, its own address, nothing kept. */
    public static final Settings FOR_A_TEST = new Settings(0, null, null);

    /**
     * Reads {@code NEXTUP_PUSH_SERVICE_PORT} (mandatory), {@code NEXTUP_PUBLIC_URL} and {@code
     * NEXTUP_PUSH_SERVICE_DATA}.
     *
     * @throws IllegalArgumentException if the port is missing or not a number
     */
    static Settings of(Map<String, String> environment) {
        String port = environment.getOrDefault("NEXTUP_PUSH_SERVICE_PORT", "");
        if (!port.matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "NEXTUP_PUSH_SERVICE_PORT must be a port number, not '" + port + "'");
        }
        String directory = environment.get("NEXTUP_PUSH_SERVICE_DATA");
        return new Settings(
                Integer.parseInt(port),
                environment.get("NEXTUP_PUBLIC_URL"),
                directory == null ? null : Path.of(directory));
    }
}
