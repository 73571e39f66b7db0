package dev.nextup.dispatch.webpush;

import dev.nextup.dispatch.webpush.crypto.PushOrigin;
import dev.nextup.endpoint.EndpointRules;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a subscription's messages are posted to. Whoever knows it may send, so {@link #toString}
 * gives the origin only.
 *
 * <p>Its shape is checked here. Which hosts and addresses may be dialled is policy and is decided
 * by whoever dials: this type alone is no protection against requests to the inside.
 */
public final class PushEndpoint {

    /** As long as any push service of a browser needs, and short enough for an index. */
    static final int MAX_LENGTH = EndpointRules.MAX_LENGTH;

    private final String value;
    private final URI uri;
    private final PushOrigin origin;

    /**
     * @throws IllegalArgumentException unless it is an absolute https URL of at most {@value
     *     #MAX_LENGTH} characters (http to loopback too) without user information and fragment; the
     *     message does not quote it
     */
    public PushEndpoint(String value) {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the endpoint is too long");
        }
        this.value = value;
        uri = parse(value);
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("the endpoint has a fragment");
        }
        origin = PushOrigin.of(uri);
    }

    /** The URL, octet for octet as the browser gave it. A secret. */
    public String value() {
        return value;
    }

    URI uri() {
        return uri;
    }

    /** Of the push service. */
    public PushOrigin origin() {
        return origin;
    }

    /** Path and query as they go into the request line, never normalised. A secret. */
    public String requestTarget() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PushEndpoint that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "PushEndpoint[" + origin.value() + "/…]";
    }

    /** Its exception has no cause: that of the parser quotes the input. */
    private static URI parse(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the endpoint is no URL");
        }
    }
}
