package dev.nextup.local;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What a person chose for the local run.
 *
 * @param home the repository's top directory
 * @param data everything that survives a restart
 * @param port of the gateway; all others follow it
 * @param reset whether to begin with empty data
 * @param colour whether the terminal shows colours
 */
record Options(Path home, Path data, int port, boolean reset, boolean colour) {

    static final int DEFAULT_PORT = 8080;

    /**
     * Reads flags and environment; flags win.
     *
     * @throws UsageException if something is unknown or no sensible value
     */
    static Options parse(List<String> arguments, Map<String, String> environment) {
        Path home = Path.of("").toAbsolutePath();
        String data = environment.getOrDefault("NEXTUP_DATA", "");
        String port = environment.getOrDefault("NEXTUP_PORT", "");
        boolean reset = false;
        boolean colour = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String flag = rest.next();
            switch (flag) {
                case "--home" -> home = Path.of(value(flag, rest)).toAbsolutePath();
                case "--data" -> data = value(flag, rest);
                case "--port" -> port = value(flag, rest);
                case "--reset" -> reset = true;
                case "--colour" -> colour = true;
                default -> throw new UsageException("Unknown option " + flag);
            }
        }
        Path directory = data.isEmpty() ? home.resolve("deploy/local/data") : Path.of(data);
        return new Options(home, directory.toAbsolutePath().normalize(), port(port), reset, colour);
    }

    private static String value(String flag, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException(flag + " needs a value");
        }
        return rest.next();
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            return DEFAULT_PORT;
        }
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > PortPlan.HIGHEST_GATEWAY) {
            throw new UsageException(
                    "--port takes a number from 1 to %d, not %s"
                            .formatted(PortPlan.HIGHEST_GATEWAY, text));
        }
        return port;
    }

    /** What was asked for makes no sense; the message tells why. */
    static final class UsageException extends RuntimeException {
        UsageException(String message) {
            super(message);
        }
    }
}
