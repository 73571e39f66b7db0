package dev.nextup.dispatch.message;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where people reach this installation. */
@ConfigMapping(prefix = "nextup.public")
interface PublicUrlConfig {

    /**
     * What links in notifications start with: scheme and host of the customer app, without a path.
     * No default: a link to nowhere would be worse than not starting.
     */
    URI url();
}
