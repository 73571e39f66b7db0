package dev.nextup.subscription.binding;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides which endpoints we are willing to send to. The endpoint is user input and our dispatcher
 * will POST to it, so it must not lead into somebody's network. The configuration is checked at
 * start.
 */
@Startup
@Singleton
class PushHosts {

    private static final Pattern HOST_NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern ALL_NUMERIC = Pattern.compile("(0x[0-9a-f]*|[0-9]+)(\\..*)?");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> LOOPBACK_SCHEMES = Set.of("http", "https");

    /** Edge on Android hands this out when it has no push service. */
    private static final String REMOVED = "permanently-removed.invalid";

    private static final int HTTPS_PORT = 443;

    private final Set<String> allowed;
    private final boolean allowLoopback;

    PushHosts(PushConfig config) {
        allowed =
                config.allowedHosts().stream()
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        for (String host : allowed) {
            if (!HOST_NAME.matcher(host).matches()) {
                throw new IllegalStateException(
                        "NEXTUP_PUSH_ALLOWED_HOSTS holds something that is no host name: " + host);
            }
        }
        allowLoopback = config.allowLoopback();
    }

    /**
     * @throws dev.nextup.problem.RejectedException 422 {@code endpoint-not-allowed}
     */
    PushEndpoint check(String endpoint) {
        if (endpoint.length() > PushEndpoint.MAX_LENGTH) {
            throw SubscriptionRejection.ENDPOINT_NOT_ALLOWED.with(
                    "The endpoint is longer than %d characters."
                            .formatted(PushEndpoint.MAX_LENGTH));
        }
        URI uri = parse(endpoint);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        if (host.equals(REMOVED)) {
            throw SubscriptionRejection.ENDPOINT_NOT_ALLOWED.with(
                    "This browser has no push service: it gave a placeholder instead of an address."
                            + " Use another browser.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw SubscriptionRejection.ENDPOINT_NOT_ALLOWED.with(
                    "The endpoint must not hold a user, a password or a fragment.");
        }
        if (!isLoopback(uri, host)) {
            mustBePublic(uri, host);
        }
        return new PushEndpoint(endpoint);
    }

    /** Whether it leads to this machine, which the operator has allowed. */
    boolean isLoopback(PushEndpoint endpoint) {
        return isLoopback(URI.create(endpoint.url()), endpoint.host());
    }

    private boolean isLoopback(URI uri, String host) {
        return allowLoopback
                && LOOPBACK.contains(host)
                && LOOPBACK_SCHEMES.contains(String.valueOf(uri.getScheme()));
    }

    private void mustBePublic(URI uri, String host) {
        if (!"https".equals(uri.getScheme())
                || (uri.getPort() != -1 && uri.getPort() != HTTPS_PORT)) {
            throw SubscriptionRejection.ENDPOINT_NOT_ALLOWED.with(
                    "The endpoint must be an https address on port 443.");
        }
        boolean named = HOST_NAME.matcher(host).matches() && !ALL_NUMERIC.matcher(host).matches();
        if (!named || allowed.stream().noneMatch(a -> host.equals(a) || host.endsWith("." + a))) {
            throw SubscriptionRejection.ENDPOINT_NOT_ALLOWED.with(
                    "The endpoint belongs to no push service this installation sends to.");
        }
    }

    private static URI parse(String endpoint) {
        try {
            return new URI(endpoint);
        } catch (URISyntaxException e) {
            throw SubscriptionRejection.ENDPOINT_NOT_ALLOWED.with("The endpoint is no address.");
        }
    }
}
