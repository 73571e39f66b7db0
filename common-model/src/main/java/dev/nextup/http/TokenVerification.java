package dev.nextup.http;

import io.smallrye.jwt.KeyFormat;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import java.net.URI;
import java.util.Set;

/**
 * How a service that signs no tokens verifies them: with the public keys of ticket-service. They
 * are fetched with the first token, kept, and fetched again when a token names a key that is not
 * among them. The service produces it as a bean, from its configuration.
 */
public final class TokenVerification {

    private static final String ISSUER = "nextup";

    /** Minutes; a retired key is forgotten this soon. */
    private static final int REFRESH_MINUTES = 10;

    /** Minutes; forged key ids cannot make us ask more often. */
    private static final int FORCED_REFRESH_MINUTES = 1;

    private TokenVerification() {}

    /**
     * @param jwks address of the JSON Web Key Set (RFC 7517), {@code /api/auth/jwks} of
     *     ticket-service
     */
    public static JWTAuthContextInfo withKeysOf(URI jwks) {
        JWTAuthContextInfo info = new JWTAuthContextInfo(jwks.toString(), ISSUER);
        info.setKeyFormat(KeyFormat.JWK);
        info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        info.setJwksRefreshInterval(REFRESH_MINUTES);
        info.setForcedJwksRefreshInterval(FORCED_REFRESH_MINUTES);
        return info;
    }
}
