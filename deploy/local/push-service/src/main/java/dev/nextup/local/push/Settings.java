package dev.nextup.local.push;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a push service is started with.
 *
 * @param port where it listens on 127.0.0.1; 0 for any free one
 * @param publicUrl the origin its endpoints start with, such as {@code http://localhost:8080}; null
 *     for {@code localhost} and its own port
 * @param directory where it remembers its simulated browsers; null to forget them when it stops
 * @param tls null for cleartext
 */
public record Settings(
        int port, @Nullable String publicUrl, @Nullable Path directory, @Nullable Tls tls) {

    /** For a test: any free port, its own address, nothing kept. */
    public static final Settings FOR_A_TEST = new Settings(0, null, null);

    /** In cleartext. */
    public Settings(int port, @Nullable String publicUrl, @Nullable Path directory) {
        this(port, publicUrl, directory, null);
    }

    /** For a test: any free port, {@code https://localhost:} and that port, nothing kept. */
    public static Settings overTls(Tls tls) {
        return new Settings(0, null, null, tls);
    }

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
