package dev.nextup.ticket.access;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What the operator of the installation proves themselves with. */
@ConfigMapping(prefix = "nextup.operator")
interface OperatorConfig {

    /**
     * File with the operator's token, 32 characters or more: NEXTUP_OPERATOR_TOKEN_FILE. Without it
     * nobody is the operator, and no organisation can be created.
     */
    Optional<Path> tokenFile();
}
