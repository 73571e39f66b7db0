package dev.nextup.dispatch.webpush.crypto;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * The push service behind an endpoint: scheme, host and the port unless it is the scheme's own, in
 * lower case and without a slash. It is the audience of a VAPID token (RFC 8292 section 2) and what
 * connections, limits and breakers are kept by. Fit for logs.
 */
public record PushOrigin(String scheme, String host, int port) {

    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * @throws IllegalArgumentException unless it is https, or http to loopback, with a host and a
     *     port of 1 to 65535
     */
    public PushOrigin {
        if (!scheme.equals(HTTPS) && !(scheme.equals(HTTP) && LOOPBACK.contains(host))) {
            throw new IllegalArgumentException("a push service is reached by https");
        }
        if (host.isEmpty() || !host.equals(host.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a push service has a host, in lower case");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535");
        }
    }

    /**
     * @throws IllegalArgumentException as the constructor does, and for user information; the
     *     message does not quote the URI
     */
    public static PushOrigin of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("the endpoint has no scheme or no host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the endpoint has user information");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() == -1 ? defaultPort(scheme) : uri.getPort();
        return new PushOrigin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    public boolean isTls() {
        return scheme.equals(HTTPS);
    }

    /** As in {@code aud}: {@code https://push.example.net} or {@code https://localhost:8443}. */
    public String value() {
        String site = scheme + "://" + host;
        return port == defaultPort(scheme) ? site : site + ":" + port;
    }

    @Override
    public String toString() {
        return value();
    }

    private static int defaultPort(String scheme) {
        return scheme.equals(HTTP) ? 80 : 443;
    }
}
