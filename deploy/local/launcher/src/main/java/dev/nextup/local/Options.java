package dev.nextup.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a person chose for the local run.
 *
 * @param home the repository's top directory
 * @param data everything that survives a restart
 * @param port of the gateway; all others follow it
 * @param publicUrl what links and QR codes start with, without a slash at the end: the gateway's
 *     own address, unless another way leads to it
 * @param reset whether to begin with empty data
 * @param colour whether the terminal shows colours
 */
record Options(Path home, Path data, int port, String publicUrl, boolean reset, boolean colour) {

    static final int DEFAULT_PORT = 8080;

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(?::\\d{1,5})?");

    /**
     * Reads flags and environment; flags win.
     *
     * @throws UsageException if something is unknown or no sensible value
     */
    static Options parse(List<String> arguments, Map<String, String> environment) {
        Path home = Path.of("").toAbsolutePath();
        String data = environment.getOrDefault("NEXTUP_DATA", "");
        String port = environment.getOrDefault("NEXTUP_PORT", "");
        String publicUrl = environment.getOrDefault("NEXTUP_PUBLIC_URL", "");
        boolean reset = false;
        boolean colour = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String flag = rest.next();
            switch (flag) {
                case "--home" -> home = Path.of(value(flag, rest)).toAbsolutePath();
                case "--data" -> data = value(flag, rest);
                case "--port" -> port = value(flag, rest);
                case "--public-url" -> publicUrl = value(flag, rest);
                case "--reset" -> reset = true;
                case "--colour" -> colour = true;
                default -> throw new UsageException("Unknown option " + flag);
            }
        }
        Path directory = data.isEmpty() ? home.resolve("deploy/local/data") : Path.of(data);
        int gateway = port(port);
        return new Options(
                home,
                directory.toAbsolutePath().normalize(),
                gateway,
                publicUrl.isEmpty() ? localUrl(gateway) : origin(publicUrl),
                reset,
                colour);
    }

    /** Where the gateway itself listens. */
    String localUrl() {
        return localUrl(port);
    }

    private static String localUrl(int port) {
        return "http://localhost:" + port;
    }

    /** Browsers compare origins letter by letter, in lower case. */
    private static String origin(String text) {
        String origin = text.strip().replaceFirst("/$", "").toLowerCase(Locale.ROOT);
        if (!ORIGIN.matcher(origin).matches() || URI.create(origin).getHost() == null) {
            throw new UsageException(
                    "--public-url takes https:// and a host, perhaps with a port, and nothing"
                            + " else, not "
                            + text);
        }
        return origin;
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
