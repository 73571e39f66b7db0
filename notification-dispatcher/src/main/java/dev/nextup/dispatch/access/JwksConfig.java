package dev.nextup.dispatch.access;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Whose tokens count. */
@ConfigMapping(prefix = "nextup.jwks")
interface JwksConfig {

    /**
     * Address of the JSON Web Key Set (RFC 7517) with the public keys of all tokens: {@code
     * /api/auth/jwks} of ticket-service. No default: without it no token could be trusted, so the
     * service does not start.
     */
    URI url();
}
