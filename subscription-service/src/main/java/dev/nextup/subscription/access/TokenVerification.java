package dev.nextup.subscription.access;

import io.smallrye.jwt.KeyFormat;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.util.Set;

/**
 * Tokens are verified here, with the public keys of ticket-service. They are fetched with the first
 * token, kept, and fetched again when a token names a key that is not among them.
 */
class TokenVerification {

    private static final String ISSUER = "nextup";

    /** Minutes; a retired key is forgotten this soon. */
    private static final int REFRESH_MINUTES = 10;

    /** Minutes; forged key ids cannot make us ask more often. */
    private static final int FORCED_REFRESH_MINUTES = 1;

    @Produces
    @Alternative
    @Priority(1)
    @ApplicationScoped
    JWTAuthContextInfo contextInfo(JwksConfig config) {
        JWTAuthContextInfo info = new JWTAuthContextInfo(config.url().toString(), ISSUER);
        info.setKeyFormat(KeyFormat.JWK);
        info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        info.setJwksRefreshInterval(REFRESH_MINUTES);
        info.setForcedJwksRefreshInterval(FORCED_REFRESH_MINUTES);
        return info;
    }
}
