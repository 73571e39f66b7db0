package dev.nextup.dispatch.channel;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where phone numbers are asked for. */
@ConfigMapping(prefix = "nextup.subscription")
interface PhoneConfig {

    /**
     * Address of subscription-service, scheme and host, within the installation. Needed only with a
     * fallback channel.
     */
    Optional<URI> url();
}
