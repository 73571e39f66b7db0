package dev.nextup.dispatch.acknowledgement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many acknowledgements are taken. */
@ConfigMapping(prefix = "nextup.acks")
interface AckConfig {

    /**
     * Per client address and replica; 0 switches the limit off. A lobby shares one address, and
     * each of its devices tells two or three things of each notification.
     */
    @WithDefault("600")
    int perAddressPerMinute();
}
