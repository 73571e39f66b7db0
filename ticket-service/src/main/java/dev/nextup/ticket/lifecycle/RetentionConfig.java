package dev.nextup.ticket.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long tickets are kept. */
@ConfigMapping(prefix = "nextup.ticket")
interface RetentionConfig {

    /**
     * After a ticket has ended, at least two days. Three months cover a quarter's statistics and
     * any complaint about a visit.
     */
    @WithDefault("P90D")
    Duration retention();
}
