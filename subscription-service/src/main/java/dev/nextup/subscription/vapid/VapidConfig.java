package dev.nextup.subscription.vapid;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the application server keys are. */
@ConfigMapping(prefix = "nextup.vapid")
interface VapidConfig {

    /**
     * File with a JSON Web Key Set (RFC 7517) of private EC P-256 keys, newest first, the same that
     * notification-dispatcher signs with. Browsers subscribe with the first; the others stay until
     * the last subscription made with them has ended. No default: without it nobody could
     * subscribe, so the service does not start.
     */
    Path keysFile();
}
