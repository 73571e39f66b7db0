package dev.nextup.local.push.http;

import java.net.URI;
import java.util.Locale;

/**
 * The address under which senders reach this service: that of the gateway in the local run.
 *
 * @param origin scheme, host and, unless it is the default one, port (RFC 6454, 6.2)
 */
public record PublicUrl(String origin) {

    private static final String FORM =
            "the public URL must be http:// or https:// with a host, an optional port and nothing"
                    + " else";

    /**
     * Reads it.
     *
     * @param text such as {@code http://localhost:8080}, a slash at the end allowed
     * @throws IllegalArgumentException if it is anything but an origin
     */
    public static PublicUrl parse(String text) {
        URI uri = URI.create(text.strip());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        boolean bare =
                !uri.isOpaque()
                        && uri.getRawUserInfo() == null
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null
                        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
        if (!web || uri.getHost() == null || !bare) {
            throw new IllegalArgumentException(FORM);
        }
        int defaultPort = scheme.equals("http") ? 80 : 443;
        boolean plain = uri.getPort() == -1 || uri.getPort() == defaultPort;
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return new PublicUrl(scheme + "://" + host + (plain ? "" : ":" + uri.getPort()));
    }

    /** An absolute address here. */
    public String resolve(String path) {
        return origin + path;
    }
}
