package dev.nextup.ticket.access;

import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider that vouches for members of one organisation. The operator ties the two
 * together; nothing in a token can.
 *
 * @param issuer the {@code iss} of its tokens, to the letter
 * @param audience what their {@code aud} must name: our client there
 * @param jwksUrl its public keys; null: as its discovery document says
 */
record OidcIssuer(String issuer, String audience, UUID organizationId, @Nullable URI jwksUrl) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** OpenID Connect Discovery 1.0, section 4. */
    URI discovery() {
        return URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
    }

    /** Keys that anybody on the way could replace prove nothing. */
    static boolean isSafe(URI address) {
        return address.getHost() != null
                && ("https".equalsIgnoreCase(address.getScheme())
                        || ("http".equalsIgnoreCase(address.getScheme())
                                && LOOPBACK.contains(address.getHost())));
    }
}
