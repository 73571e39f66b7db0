package dev.nextup.ticket.access;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Identity providers of organisations. */
@ConfigMapping(prefix = "nextup.oidc")
interface OidcConfig {

    /**
     * NEXTUP_OIDC_ISSUERS_FILE: which issuer and audience stand for which organisation. No default:
     * without it, nobody logs in from elsewhere.
     */
    Optional<Path> issuersFile();
}
