package dev.nextup.dispatch.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What happens when nobody sees a call. */
@ConfigMapping(prefix = "nextup.fallback")
interface EscalationConfig {

    /**
     * How long after its acceptance a call that no device has shown is sent again. Long enough for
     * a phone to wake up, short enough to still come in time.
     */
    @WithDefault("PT30S")
    Duration after();
}
