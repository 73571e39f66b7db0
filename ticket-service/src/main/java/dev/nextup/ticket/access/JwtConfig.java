package dev.nextup.ticket.access;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the keys are that sign every token of the system. */
@ConfigMapping(prefix = "nextup.jwt")
interface JwtConfig {

    /**
     * File with a JSON Web Key Set (RFC 7517) of private EC P-256 keys, newest first. The first
     * signs; all verify, so that a retired key stays in the file until its last token has expired.
     * No default: without it nobody could trust a token, so the service does not start.
     */
    Path keyFile();
}
