package dev.nextup.dispatch.access;

import dev.nextup.http.TokenVerification;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;

/** Whose tokens count: those that ticket-service signed. */
class TokenKeys {

    @Produces
    @Alternative
    @Priority(1)
    @ApplicationScoped
    JWTAuthContextInfo contextInfo(JwksConfig config) {
        return TokenVerification.withKeysOf(config.url());
    }
}
