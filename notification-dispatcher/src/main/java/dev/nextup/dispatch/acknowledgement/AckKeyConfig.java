package dev.nextup.dispatch.acknowledgement;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** The secret all replicas share. */
@ConfigMapping(prefix = "nextup.ack")
interface AckKeyConfig {

    /**
     * File with at least 32 random octets, the same on every replica: what one signs, another
     * verifies. No default.
     */
    Path keyFile();
}
