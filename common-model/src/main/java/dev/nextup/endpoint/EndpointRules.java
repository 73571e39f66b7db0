package dev.nextup.endpoint;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which endpoints we are willing to send to, by their URL: https on port 443 to a host that is
 * listed, or lies below one that is. Never an address, never a user or a fragment. What a name
 * resolves to is for whoever dials it to check.
 */
public final class EndpointRules {

    /** The push services of the known browsers, as a list in configuration. */
    public static final String KNOWN_PUSH_SERVICES =
            "fcm.googleapis.com,updates.push.services.mozilla.com,push.services.mozilla.com,"
                    + "web.push.apple.com,push.apple.com,notify.windows.com";

    /** As long as any push service of a browser needs, and short enough for an index. */
    public static final int MAX_LENGTH = 2_048;

    private static final Pattern HOST_NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern ALL_NUMERIC = Pattern.compile("(0x[0-9a-f]*|[0-9]+)(\\..*)?");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> LOOPBACK_SCHEMES = Set.of("http", "https");

    /** Edge on Android hands this out when it has no push service. */
    private static final String PLACEHOLDER = "permanently-removed.invalid";

    private static final int HTTPS_PORT = 443;

    private final Set<String> allowed;
    private final boolean allowLoopback;

    /**
     * @param allowedHosts host names; each allows itself and all names below it
     * @param allowLoopback whether {@code localhost}, {@code 127.0.0.1} and {@code [::1]} are fine
     *     too, http or https, on any port
     * @throws IllegalArgumentException if one is no host name; the message quotes it
     */
    public EndpointRules(Set<String> allowedHosts, boolean allowLoopback) {
        allowed =
                allowedHosts.stream()
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        for (String host : allowed) {
            if (!HOST_NAME.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "NEXTUP_PUSH_ALLOWED_HOSTS holds something that is no host name: " + host);
            }
        }
        this.allowLoopback = allowLoopback;
    }

    /** Why nothing may be sent there; empty if it may. */
    public Optional<Refusal> refusal(URI endpoint) {
        String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
        if (host.equals(PLACEHOLDER)) {
            return Optional.of(Refusal.PLACEHOLDER);
        }
        if (endpoint.getRawUserInfo() != null || endpoint.getRawFragment() != null) {
            return Optional.of(Refusal.USER_OR_FRAGMENT);
        }
        return isLoopback(endpoint) ? Optional.empty() : unlessPublic(endpoint, host);
    }

    /** Whether it is this machine, called so, and that is allowed. */
    public boolean isLoopback(URI endpoint) {
        return allowLoopback
                && LOOPBACK.contains(String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT))
                && LOOPBACK_SCHEMES.contains(String.valueOf(endpoint.getScheme()));
    }

    private Optional<Refusal> unlessPublic(URI endpoint, String host) {
        if (!"https".equals(endpoint.getScheme())
                || (endpoint.getPort() != -1 && endpoint.getPort() != HTTPS_PORT)) {
            return Optional.of(Refusal.NOT_HTTPS_443);
        }
        boolean named = HOST_NAME.matcher(host).matches() && !ALL_NUMERIC.matcher(host).matches();
        boolean listed = allowed.stream().anyMatch(a -> host.equals(a) || host.endsWith("." + a));
        return named && listed ? Optional.empty() : Optional.of(Refusal.HOST_NOT_LISTED);
    }

    /** Why an endpoint is refused. */
    public enum Refusal {
        /** What a browser without a push service hands out. */
        PLACEHOLDER,
        /** A user, a password or a fragment. */
        USER_OR_FRAGMENT,
        /** Another scheme or another port. */
        NOT_HTTPS_443,
        /** A host that is not listed, or none. */
        HOST_NOT_LISTED
    }
}
