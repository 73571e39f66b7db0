package dev.nextup.dispatch.webpush;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Who we are to push services. No defaults: without these nothing can be sent. */
@ConfigMapping(prefix = "nextup.vapid")
interface VapidConfig {

    /**
     * File with a JSON Web Key Set (RFC 7517) of private EC P-256 keys, newest first, the same that
     * subscription-service hands out.
     */
    Path keysFile();

    /** Whom a push service writes to: {@code mailto:name@domain} or an https URL. */
    String subject();
}
