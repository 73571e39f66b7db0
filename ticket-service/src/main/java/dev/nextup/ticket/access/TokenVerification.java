package dev.nextup.ticket.access;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.util.Set;

/** This service verifies tokens with its own key ring; the others fetch the public half from it. */
class TokenVerification {

    @Produces
    @Alternative
    @Priority(1)
    @ApplicationScoped
    JWTAuthContextInfo contextInfo(SigningKeys keys) {
        JWTAuthContextInfo info = new JWTAuthContextInfo();
        info.setPublicKeyContent(keys.publicKeySet());
        info.setIssuedBy(Tokens.ISSUER);
        info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
        return info;
    }
}
