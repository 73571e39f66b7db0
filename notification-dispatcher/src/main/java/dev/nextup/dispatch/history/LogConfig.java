package dev.nextup.dispatch.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long it is known what became of notifications. */
@ConfigMapping(prefix = "nextup.log")
interface LogConfig {

    /**
     * From the creation of a notification to the deletion of its rows. A month answers a complaint;
     * the rows name tickets, so they do not stay for ever. At least a day, which tickets live.
     */
    @WithDefault("P30D")
    Duration retention();
}
