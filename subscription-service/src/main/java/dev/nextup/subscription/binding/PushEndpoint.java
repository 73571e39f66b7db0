package dev.nextup.subscription.binding;

import dev.nextup.endpoint.EndpointRules;
import java.net.URI;
import java.util.Locale;

/**
 * The address of one browser at its push service, kept byte for byte (RFC 8030). Whoever knows it
 * can send, so it never shows itself.
 */
record PushEndpoint(String url) {

    /** Characters; the longest seen in the field are below 600. */
    static final int MAX_LENGTH = EndpointRules.MAX_LENGTH;

    /** The push service, in lower case. */
    String host() {
        return String.valueOf(URI.create(url).getHost()).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "PushEndpoint";
    }
}
